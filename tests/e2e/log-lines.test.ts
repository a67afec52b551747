import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { type ApiProcess, startApiProcess } from '../support/api-process.js';
import { body } from '../support/body.js';
import { behindProxies, type EngineProxies, startEngineProxies } from '../support/engine-proxies.js';
import { eventually } from '../support/eventually.js';
import { createStudent, type Student, upload } from '../support/student.js';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestWorker } from '../support/worker-process.js';

let proxies: EngineProxies;
let workerS3: TcpProxy;
let app: TestApp;
let api: ApiProcess;
let worker: TestWorker;
let student: Student;
beforeAll(async () => {
  proxies = await startEngineProxies();
  app = await startTestApp({}, behindProxies(proxies));
  api = await startApiProcess({ ...app.env, LOG_LEVEL: 'info' });
  workerS3 = await startTcpProxy(proxies.S3_ENDPOINT.address);
  worker = await app.startWorker({ S3_ENDPOINT: `http://${workerS3.address}` });
  student = await createStudent({ api });
});
afterAll(async () => {
  await api.kill();
  await app.close();
  await workerS3.close();
  await proxies.close();
});

type Line = Record<string, unknown> & { msg: string };
const parsed = (lines: string[]): Line[] => lines.map((line) => JSON.parse(line) as Line);
/** What one grep over both logs finds. */
const grep = (word: string): Line[] =>
  parsed([...api.lines(), ...worker.lines()].filter((line) => line.includes(`"${word}"`)));

async function uploadAs(requestId: string, text: string): Promise<string> {
  const response = await upload(student, await makePdf([{ text }]), { headers: { 'X-Request-Id': requestId } });
  expect(response.status).toBe(202);
  return (await body(response)).id;
}

const ended = (requestId: string) => eventually(async () => grep(requestId).find(({ msg }) => msg === 'run ended'));

describe('one grep for the id of a request', () => {
  test('finds the request, the start of the run that it started, each activity of it, and how that ended, with the same ids', async () => {
    const id = await uploadAs('upload-1', 'The sky is blue.');
    await ended('upload-1');
    const workflowId = `ingest:${id}:1`;
    const [request] = grep('upload-1').filter(({ msg }) => msg === 'request');
    expect(request).toMatchObject({ part: 'api', userId: student.id, resourceId: id, workflowId, status: 202 });
    const ofRun = grep('upload-1').filter((line) => line.part === 'worker' && line.workflowId === workflowId);
    const runIds = new Set(ofRun.map(({ runId }) => runId));
    expect(runIds.size).toBe(1);
    expect(ofRun.filter(({ msg }) => msg === 'run began')).toMatchObject([
      { requestId: 'upload-1', type: 'ingestMaterial', ms: expect.any(Number) },
    ]);
    expect(ofRun.at(-1)).toMatchObject({ msg: 'run ended', type: 'ingestMaterial', outcome: 'ready' });
    const activities = ofRun.filter(({ msg }) => msg === 'activity');
    expect(activities.length).toBeGreaterThan(2);
    for (const line of activities) {
      expect(line).toMatchObject({
        outcome: 'done',
        attempt: 1,
        type: expect.any(String),
        activityId: expect.any(String),
      });
    }
    // What the run began in its turn is of the same request.
    await eventually(async () =>
      grep('upload-1').some(({ msg, type }) => msg === 'run ended' && type === 'buildGuide'),
    );
  });

  test('finds every attempt that failed, by the word of its failure', async () => {
    await workerS3.set('refuse');
    await uploadAs('upload-2', 'The sea is green.');
    const attempts = () => grep('upload-2').filter(({ outcome, failure }) => outcome === 'failed' && failure);
    await eventually(async () => attempts().length > 0);
    await workerS3.set('pass');
    await ended('upload-2');
    expect(attempts()[0]).toMatchObject({
      ...{ level: 40, msg: 'activity', failure: 'storage-unavailable', attempt: 1 },
      ...{ workflowId: expect.any(String), runId: expect.any(String), activityId: expect.any(String) },
    });
    const later = grep('upload-2').find(({ attempt }) => Number(attempt) > 1);
    expect(later).toMatchObject({ type: attempts()[0]?.type, activityId: attempts()[0]?.activityId });
  });
});

test('a request whose run could not be started tells its workflow id, by which the rest is found', async () => {
  await proxies.TEMPORAL_ADDRESS.set('refuse');
  const id = await uploadAs('upload-4', 'The snow is white.');
  const workflowId = `ingest:${id}:1`;
  // The request's line comes once its response is out.
  await eventually(async () => grep('upload-4').length >= 2);
  expect(grep('upload-4')).toMatchObject([
    { level: 40, workflowId, call: 'start' },
    { msg: 'request', resourceId: id, workflowId },
  ]);
  await proxies.passAll();
});

test('every line of both logs is JSON, of the start, of the SDK and its core, and of an outage of every engine', async () => {
  for (const engine of ['DATABASE_URL', 'REDIS_URL', 'TEMPORAL_ADDRESS'] as const) await proxies[engine].set('refuse');
  await fetch(`${api.url}/api/v1/subjects`);
  await eventually(async () => worker.lines().some((line) => line.includes('"sdk"')));
  await proxies.passAll();
  // Until then a run would be left to the reconciler, which comes every two minutes.
  await eventually(async () => {
    const ready = await body(await fetch(`${api.url}/readyz`));
    return ready.engines.temporal === 'up' && ready.engines.postgres === 'up';
  });
  await uploadAs('upload-3', 'The grass is red.');
  await ended('upload-3');
  expect(await api.stop()).toBe(0);
  expect(await worker.stop()).toBe(0);
  const lines = [...api.lines(), ...worker.lines()];
  expect(lines.filter((line) => !isObject(line))).toEqual([]);
  const texts = parsed(lines).map(({ msg }) => msg);
  expect(texts).toEqual(expect.arrayContaining(['API is listening', 'worker is running', 'request', 'activity']));
});

test('what keeps a process from starting is a line of JSON as well', async () => {
  const refused = startApiProcess({ ...app.env, API_PORT: 'x', OCR_DPI: 'none' });
  const told = await refused.then(
    () => '',
    ({ message }: Error) => message,
  );
  const [, ...lines] = told.split('\n');
  expect(parsed(lines)).toMatchObject([{ level: 60, part: 'api', msg: expect.stringContaining('OCR_DPI') }]);
});

function isObject(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}
