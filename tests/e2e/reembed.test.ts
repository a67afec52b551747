import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { queueReembeddings } from '../../services/reembedding/queue-reembeddings.js';
import { startOf } from '../../services/runs/run-start.js';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { createTemporalClient, createWorkflowStarter } from '../../temporal-config/client.js';
import { eventually } from '../support/eventually.js';
import { keep, record, replay } from '../support/histories.js';
import { askMaterials, ingest } from '../support/ingest.js';
import { type OpenAiServerDouble, startOpenAiServer } from '../support/openai-server.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let ai: OpenAiServerDouble;
let app: TestApp;
let student: Student;
let materialId: string;
const NEW = 'text-embedding-3-small@512';
beforeAll(async () => {
  ai = await startOpenAiServer();
  app = await startTestApp();
  const before = await app.startWorker();
  student = await createStudent(app);
  const pages = [1, 2, 3].map((page) => ({ text: `Page ${page} says that river number ${page} flows to the sea.` }));
  const material = await ingest(student, await makePdf(pages));
  expect(material.status).toBe('ready');
  materialId = material.id;
  await before.stop();
  const configured = { EMBEDDINGS_PROVIDER: 'openai', EMBEDDINGS_BASE_URL: ai.baseUrl, AI_FIRST_TOKEN_SECONDS: '2' };
  await app.startWorker(configured);
});
afterAll(async () => {
  await app.close();
  await ai.close();
});

const vectors = () => app.db('chunk_vectors').where({ materialId }).orderBy('model').select('model', 'searchable');
const ask = (question: string) => askMaterials(student, question);

describe('another model of embeddings', () => {
  test('is moved to beside the old one: the material is searched before, meanwhile and after', async () => {
    const [old] = await vectors();
    expect(await ask('What does page 1 say of river number 1?')).toMatchObject({ status: 'answered' });
    // The old vectors are searched by the old model, and there are none of the new.
    expect(ai.requests).toHaveLength(0);

    expect(await queueReembeddings(app, { model: NEW, ownerId: student.id })).toBe(1);
    expect(await queueReembeddings(app, { model: NEW })).toBe(0);
    const row = await app.db('reembeddings').where({ materialId }).first();
    const client = createTemporalClient(app.config);
    const starter = createWorkflowStarter(client, app.config.TASK_QUEUE_PREFIX);
    ai.script({ kind: 'hang' });
    await starter.start(startOf('reembedMaterial', { id: row.id, runNo: 1, userId: student.id }));
    await eventually(async () => ai.requests.length === 1);
    expect(await vectors()).toEqual([old]);
    expect(await ask('What does page 2 say of river number 2?')).toMatchObject({ status: 'answered' });

    await eventually(async () => (await app.db('reembeddings').where({ materialId }).first()).status === 'done');
    expect(await vectors()).toEqual([{ model: NEW, searchable: true }]);
    ai.requests.length = 0;
    expect(await ask('What does page 3 say of river number 3?')).toMatchObject({ status: 'answered' });
    expect(ai.requests).toHaveLength(1);
    expect(await queueReembeddings(app, { model: NEW })).toBe(0);

    const recording = await record(client, `reembed:${row.id}:1`);
    await keep('reembed-material', recording);
    await replay(recording);
    await client.connection.close();
  });

  test('that is not configured fails, and the material keeps its vectors', async () => {
    expect(await queueReembeddings(app, { model: 'nowhere@3', ownerId: student.id })).toBe(1);
    const row = await app.db('reembeddings').where({ materialId }).first();
    expect(row).toMatchObject({ runNo: 2, status: 'queued', workflowId: `reembed:${row.id}:2` });
    const client = createTemporalClient(app.config);
    const starter = createWorkflowStarter(client, app.config.TASK_QUEUE_PREFIX);
    await starter.start(startOf('reembedMaterial', { id: row.id, runNo: 2, userId: student.id }));
    await eventually(async () => (await app.db('reembeddings').where({ materialId }).first()).status === 'failed');
    expect(await app.db('reembeddings').where({ materialId }).first()).toMatchObject({ failure: 'AiMisconfigured' });
    expect(await vectors()).toEqual([{ model: NEW, searchable: true }]);
    await client.connection.close();
  });
});
