import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTemporalClient } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { keep, record, replay } from '../support/histories.js';
import { listKeys } from '../support/objects.js';
import { decodedPayloads } from '../support/recordings.js';
import { createStudent, type Student, upload } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
let sample: Buffer;
let materialId: string;

/** The whole way once: what comes after is asserted on its rows, answers and runs. */
beforeAll(async () => {
  app = await startTestApp();
  await app.startWorker();
  student = await createStudent(app);
  sample = await readFile('stack/sample/sample.pdf');
  const response = await upload(student, sample, { title: 'Tides', headers: { Prefer: 'wait=30' } });
  expect(response.status).toBe(200);
  const material = await body(response);
  expect(material).toMatchObject({ status: 'ready', title: 'Tides', format: 'pdf', pageCount: 5, pagesDone: 5 });
  expect(response.headers.get('Location')).toBe(`/api/v1/materials/${material.id}`);
  materialId = material.id;
});
afterAll(() => app.close());

const ask = async (who: Student, question: string, materialIds: string[] = []) => {
  const { data, response } = await who.client.POST('/materials/query', {
    params: { header: { Prefer: 'wait=30' } },
    body: { question, materialIds },
  });
  return { message: data, status: response.status };
};

describe('a student', () => {
  test('sees every page: four as text, the scanned one by OCR with its confidence', async () => {
    const { data } = await student.client.GET('/materials/{id}/pages', { params: { path: { id: materialId } } });
    expect(data?.data.map(({ pageNo, status, method }) => [pageNo, status, method])).toEqual([
      [1, 'done', 'text'],
      [2, 'done', 'text'],
      [3, 'done', 'text'],
      [4, 'done', 'ocr'],
      [5, 'done', 'text'],
    ]);
    expect(data?.data[3]?.confidence).toBeGreaterThan(0.8);
    expect(data?.data[3]?.text).toContain('Burntcoat Head');
  });

  test('gets an answer whose quotes stand on their pages, also on the scanned one', async () => {
    const { message, status } = await ask(student, 'How large is the tidal range at Burntcoat Head?');
    expect(status).toBe(200);
    expect(message).toMatchObject({ status: 'answered', provider: 'offline' });
    expect(message?.citations.map(({ pageNo }) => pageNo)).toContain(4);
    const { data } = await student.client.GET('/materials/{id}/pages', { params: { path: { id: materialId } } });
    for (const { materialId: cited, pageNo, quote, start, end } of message?.citations ?? []) {
      expect(cited).toBe(materialId);
      expect(data?.data.find((page) => page.pageNo === pageNo)?.text.slice(start, end)).toBe(quote);
    }
  });

  test('is told when the materials do not hold the answer', async () => {
    const { message } = await ask(student, 'Who painted the ceiling of the Sistine Chapel?');
    expect(message).toMatchObject({ status: 'abstained', answer: null, citations: [] });
  });

  test('finds the question again under its Location', async () => {
    const { message } = await ask(student, 'When are neap tides?');
    const path = { id: message?.id ?? '' };
    const { data } = await student.client.GET('/ai/doubt/messages/{id}', { params: { path } });
    expect(data).toEqual(message);
  });

  test('uploading the same bytes again gives the same material and no second object', async () => {
    const again = await upload(student, sample);
    expect(again.status).toBe(200);
    expect((await body(again)).id).toBe(materialId);
    expect(await listKeys(app.config)).toEqual([`m/${materialId}/original`]);
  });
});

describe('another student', () => {
  test('sees nothing, is answered from nothing, and may not name the material', async () => {
    const stranger = await createStudent(app);
    expect((await stranger.fetch(`/materials/${materialId}`)).status).toBe(404);
    expect((await stranger.fetch(`/materials/${materialId}/pages`)).status).toBe(404);
    expect(await body(await stranger.fetch('/materials'))).toEqual({ data: [], nextCursor: null });
    const { message } = await ask(stranger, 'How large is the tidal range at Burntcoat Head?');
    expect(message).toMatchObject({ status: 'abstained', citations: [] });
    expect((await ask(stranger, 'What are tides?', [materialId])).status).toBe(404);
    const { message: own } = await ask(student, 'When are neap tides?');
    expect((await stranger.fetch(`/ai/doubt/messages/${own?.id}`)).status).toBe(404);
  });
});

describe('support', () => {
  test('finds the run by user and by resource, reads what it did, and finds no text of the student', async () => {
    const client = createTemporalClient(app.config);
    const run = client.workflow.getHandle(`ingest:${materialId}:1`);
    const described = await run.describe();
    expect(described.status.name).toBe('COMPLETED');
    expect(await described.staticSummary()).toBe('Ingest an uploaded document');
    const found = async (query: string) => {
      const ids: string[] = [];
      for await (const { workflowId } of client.workflow.list({ query })) ids.push(workflowId);
      return ids;
    };
    expect(await found(`UserId = '${student.id}' AND Flow = 'ingestMaterial'`)).toEqual([run.workflowId]);
    expect(await found(`ResourceId = '${materialId}' AND Flow = 'ingestMaterial' AND Outcome = 'ready'`)).toEqual([
      run.workflowId,
    ]);
    expect(await run.query('progress')).toEqual({ phase: 'done', pagesRead: 5, pageCount: 5 });
    expect(await run.query('__temporal_workflow_metadata')).toMatchObject({
      currentDetails: expect.stringContaining('Finished: ready, 5 pages'),
    });
    const { history } = await record(client, run.workflowId);
    expect(decodedPayloads(history)).not.toMatch(/Tides|Burntcoat|example\.org|Test Student/);
    await client.connection.close();
  });

  test('can have any of these runs replayed on the code of today', async () => {
    const client = createTemporalClient(app.config);
    const { message } = await ask(student, 'What are spring tides?');
    const broken = await body(await upload(student, sample.subarray(0, 2_000), { headers: { Prefer: 'wait=30' } }));
    expect(broken).toMatchObject({ status: 'failed', failure: 'corrupt' });
    const schedule = client.schedule.getHandle(`${app.config.TASK_QUEUE_PREFIX}reconcile`);
    await schedule.trigger();
    const pass = await eventually(async () => (await schedule.describe()).info.recentActions[0]);
    const passId = pass.action.workflow.workflowId;
    await client.workflow.getHandle(passId).result();
    const runs = {
      'ingest-material': `ingest:${materialId}:1`,
      'ingest-material-failed': `ingest:${broken.id}:1`,
      'answer-question': `question:${message?.id}:1`,
      reconcile: passId,
    };
    for (const [name, workflowId] of Object.entries(runs)) {
      const recording = await record(client, workflowId);
      await keep(name, recording);
      await replay(recording);
    }
    await client.connection.close();
  });
});
