import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../config.js';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { rotatePayloadKeys } from '../../temporal-config/codec/payload-keys.js';
import { leaveBuilds, listBuilds, useBuild } from '../../temporal-config/deployments.js';
import { type ApiProcess, startApiProcess } from '../support/api-process.js';
import { body } from '../support/body.js';
import { makeCertificates } from '../support/certificates.js';
import { eventually } from '../support/eventually.js';
import { json, postTo } from '../support/http.js';
import { createStudent, PASSWORD, type Student, upload } from '../support/student.js';
import { startTcpProxy } from '../support/tcp-proxy.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { startKeyedTls, startMutualTls, type TlsEndpoint } from '../support/tls-endpoints.js';
import type { TestWorker } from '../support/worker-process.js';

let app: TestApp;
let folder: string;
beforeAll(async () => {
  app = await startTestApp();
  folder = await mkdtemp(join(tmpdir(), 'scholium-deployment-'));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

/** The run's line in what a worker has written. */
const ended = (worker: TestWorker, workflowId: string) =>
  worker.lines().find((line) => line.includes('"run ended"') && line.includes(workflowId));

async function uploaded(student: Student, text: string): Promise<string> {
  const response = await upload(student, await makePdf([{ text }]));
  expect(response.status).toBe(202);
  return `ingest:${(await body(response)).id}:1`;
}

describe('a Temporal server behind TLS', () => {
  const certificates = makeCertificates();
  let keyed: TlsEndpoint;
  let mutual: TlsEndpoint;
  const files: Record<string, string> = {};
  beforeAll(async () => {
    const target = String(app.env.TEMPORAL_ADDRESS);
    keyed = await startKeyedTls(target, { ...certificates, apiKey: 'key-1' });
    mutual = await startMutualTls(target, certificates);
    const { authority, client } = certificates;
    for (const [name, text] of Object.entries({ authority, cert: client.cert, key: client.key })) {
      files[name] = join(folder, `${name}.pem`);
      await writeFile(files[name], text);
    }
  });
  afterAll(async () => {
    await keyed.close();
    await mutual.close();
  });

  test('is reached by API and worker with a certificate, and holds payloads that only the keys open', async () => {
    const keys = join(folder, 'payload.jwks.json');
    rotatePayloadKeys(keys);
    const env = {
      TEMPORAL_PROFILE: 'self-hosted',
      TEMPORAL_ADDRESS: mutual.address,
      TEMPORAL_NAMESPACE: app.env.TEMPORAL_NAMESPACE || 'default',
      TEMPORAL_TLS_SERVER_CA_CERT_PATH: String(files.authority),
      TEMPORAL_TLS_CLIENT_CERT_PATH: String(files.cert),
      TEMPORAL_TLS_CLIENT_KEY_PATH: String(files.key),
      PAYLOAD_KEYS_FILE: keys,
      // Schedules of its own: workers without the keys cannot read these.
      TASK_QUEUE_PREFIX: `${app.config.TASK_QUEUE_PREFIX}keyed-`,
    };
    const api: ApiProcess = await startApiProcess({ ...app.env, ...env });
    const worker = await app.startWorker(env);
    const student = await createStudent({ api });
    const workflowId = await uploaded(student, 'The moon is grey.');
    await eventually(async () => ended(worker, workflowId));
    expect(JSON.parse(`${ended(worker, workflowId)}`)).toMatchObject({
      outcome: 'ready',
      requestId: expect.any(String),
    });

    const plain = createTemporalClient(app.config);
    const { events } = await plain.workflow.getHandle(workflowId).fetchHistory();
    const given = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0];
    expect(Buffer.from(given?.metadata?.encoding ?? []).toString()).toBe('binary/encrypted');
    expect(Buffer.from(given?.data ?? []).toString()).not.toContain(workflowId.split(':')[1]);
    const opening = createTemporalClient({ ...app.config, PAYLOAD_KEYS_FILE: keys });
    expect(await opening.workflow.getHandle(workflowId).result()).toBe('ready');
    await Promise.all([plain.connection.close(), opening.connection.close(), worker.stop(), api.kill()]);
  });

  test('with the profile of Temporal Cloud is reached by the key alone', async () => {
    const asCloud = async (apiKey: string) => {
      // What is Temporal's own is read from the process's environment.
      const own = { TEMPORAL_API_KEY: apiKey, TEMPORAL_TLS_SERVER_CA_CERT_PATH: files.authority };
      Object.assign(process.env, own);
      const more = { TEMPORAL_PROFILE: 'cloud', TEMPORAL_ADDRESS: keyed.address };
      const client = createTemporalClient(loadConfig({ ...app.env, ...more }));
      for (const name of Object.keys(own)) delete process.env[name];
      try {
        const { namespace } = app.config.TEMPORAL_NAMESPACE ? client.options : { namespace: 'default' };
        await client.workflowService.describeNamespace({ namespace });
        return 'let in';
      } catch (error) {
        return (error as { code?: number }).code;
      } finally {
        await client.connection.close();
      }
    };
    expect([await asCloud('key-1'), await asCloud('key-2')]).toEqual(['let in', 16]);
  });
});

test('of two builds of workers, runs in flight end on theirs, new ones begin on the next, long ones go over, and workers without a build can have all of it back', async () => {
  const s3 = await startTcpProxy(new URL(String(app.env.S3_ENDPOINT)).host);
  const deployment = `${app.config.TASK_QUEUE_PREFIX}scholium`;
  const build = (buildId: string) =>
    app.startWorker({
      ...{ WORKER_DEPLOYMENT: deployment, WORKER_BUILD_ID: buildId },
      S3_ENDPOINT: `http://${s3.address}`,
    });
  const client = createTemporalClient(app.config);
  // A build is known once its workers have polled.
  const use = (buildId: string) =>
    eventually(() =>
      useBuild(client, deployment, buildId).then(
        () => true,
        () => null,
      ),
    );
  const student = await createStudent(app);

  const one = await build('1.0');
  await use('1.0');
  await s3.set('refuse');
  const inFlight = await uploaded(student, 'Mars is red.');
  const leaver = await createStudent(app);
  await leaver.fetch('/users/me', json('DELETE', { proof: { password: PASSWORD } }));
  const { workflowId: long } = await app.db('erasures').where({ userId: leaver.id }).first();
  await eventually(async () =>
    [inFlight, long].every((id) => one.lines().some((line) => line.includes('"activity"') && line.includes(id))),
  );

  const two = await build('2.0');
  await use('2.0');
  await s3.set('pass');
  // It takes Temporal a moment to tell its queues.
  await eventually(async () => {
    const next = await uploaded(student, `Venus is white, says ${randomUUID()}.`);
    await eventually(async () => ended(one, next) ?? ended(two, next));
    return ended(two, next);
  });
  await postTo(app, '/auth/login', { email: leaver.email, password: PASSWORD });
  await eventually(async () => ended(one, inFlight) && ended(two, long));
  expect([ended(two, inFlight), ended(one, long)]).toEqual([undefined, undefined]);
  const builds = await listBuilds(client, deployment);
  expect(builds.find(({ buildId }) => buildId === '2.0')?.status).toBe('current');
  expect(builds.find(({ buildId }) => buildId === '1.0')?.status).toMatch(/^drain/);

  await Promise.all([one.stop(), two.stop()]);
  const plain = await app.startWorker();
  await leaveBuilds(client, deployment);
  const last = await uploaded(student, 'Neptune is blue.');
  await eventually(async () => ended(plain, last));
  await client.connection.close();
  await s3.close();
});
