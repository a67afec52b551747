import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { unmetered } from '../../domain/tutor/ai-spending.js';
import { suspendUser } from '../../services/account/suspend-user.js';
import { endAllSessions } from '../../services/auth/log-out.js';
import { deleteMaterialRows } from '../../services/materials/delete-material-data.js';
import { deleteThread } from '../../services/questions/delete-thread.js';
import { queueReembeddings } from '../../services/reembedding/queue-reembeddings.js';
import { embedBeside } from '../../services/reembedding/reembed.js';
import type { TransactionDeps } from '../../services/runs/in-transaction.js';
import { lockRun } from '../../services/runs/lock-run.js';
import type { Caller } from '../../services/shared/lock-caller.js';
import { createTemporalClient, createWorkflowStarter } from '../../temporal-config/client.js';
import { ended } from '../support/ended.js';
import { eventually } from '../support/eventually.js';
import { createStudent } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** One side of each case is a transaction of the test's own, so that both are where they would lock each other out. */
let app: TestApp;
let client: Client;
let deps: TransactionDeps;
let userId: string;
beforeAll(async () => {
  app = await startTestApp();
  client = createTemporalClient(app.config);
  const starter = createWorkflowStarter(client, app.config.TASK_QUEUE_PREFIX);
  deps = { ...app, starter, log: { info() {}, warn() {}, error() {} } };
});
afterAll(async () => {
  await client.connection.close();
  await app.close();
});
beforeEach(async () => {
  userId = (await createStudent(app)).id;
});

/** Resolves when somebody waits for a lock. */
const somebodyWaits = () =>
  eventually(async () => {
    const waiting = await app
      .db('pg_stat_activity')
      .whereRaw('datname = current_database()')
      .where({ wait_event_type: 'Lock' })
      .first('pid');
    return waiting !== undefined;
  });

async function addMaterial(row: object = {}): Promise<string> {
  const id = randomUUID();
  const sha256 = id.replaceAll('-', '').repeat(2);
  const workflowId = `ingest:${id}:1`;
  await app.db('materials').insert({
    id,
    ownerId: userId,
    title: 't',
    format: 'pdf',
    bytes: 1,
    sha256,
    workflowId,
    ...ended('ready'),
    ...row,
  });
  const chunkId = randomUUID();
  const place = { materialId: id, ownerId: userId };
  const span = { ord: 0, pageFrom: 1, pageTo: 1, startOffset: 0, endOffset: 4, text: 'text' };
  await app.db('material_chunks').insert({ ...place, ...span, id: chunkId });
  await app.db('chunk_vectors').insert({ ...place, chunkId, model: 'old@2', embedding: '[1,0]', search: '' });
  return id;
}

async function addReembedding(materialId: string): Promise<{ id: string; runNo: number }> {
  const id = randomUUID();
  const run = { workflowId: `reembed:${id}:1`, status: 'processing' };
  await app.db('reembeddings').insert({ id, materialId, userId, model: 'new@2', ...run });
  return { id, runNo: 1 };
}

async function addQuestion(threadId: string): Promise<string> {
  const id = randomUUID();
  const run = { workflowId: `question:${id}:1`, ...ended('answered'), answer: 'It is.' };
  await app.db('questions').insert({ id, threadId, userId, question: 'Is it?', ...run });
  return id;
}

async function callerOf(): Promise<Caller> {
  const sessionId = randomUUID();
  await app.db('sessions').insert({ id: sessionId, userId });
  return { userId, sessionId };
}

async function addThread(): Promise<string> {
  const id = randomUUID();
  await app.db('threads').insert({ id, userId });
  return id;
}

describe('whoever asks for erasure first holds the user', () => {
  test('a thread is removed before, or not at all', async () => {
    const threadId = await addThread();
    await addQuestion(threadId);
    const erasing = await app.db.transaction();
    await erasing('users').where({ id: userId }).update({ status: 'erasing' });
    const removing = deleteThread(deps, { caller: await callerOf(), threadId });
    await somebodyWaits();
    await erasing.commit();
    await expect(removing).rejects.toMatchObject({ type: 'account-closed' });
    expect(await app.db('threads').where({ id: threadId })).toHaveLength(1);
  });

  test('sessions are ended by one at a time', async () => {
    const erasing = await app.db.transaction();
    await erasing('users').where({ id: userId }).update({ status: 'erasing' });
    const ending = endAllSessions(app, await callerOf());
    await somebodyWaits();
    await erasing('sessions').where({ userId }).update({ revokedAt: app.clock() });
    await erasing.commit();
    await expect(ending).rejects.toMatchObject({ type: 'unauthenticated' });
  });
});

test('administrators are locked in one order, whichever of them a command is about', async () => {
  await app.db('users').update({ role: 'student' });
  const students = [await createStudent(app), await createStudent(app)];
  await app
    .db('users')
    .whereIn(
      'email',
      students.map(({ email }) => email),
    )
    .update({ role: 'admin' });
  const [first, second] = await app.db('users').where({ role: 'admin' }).orderBy('id').select('id', 'email');
  const other = await app.db.transaction();
  await other('users').where({ id: first.id }).forNoKeyUpdate().select('id');
  const suspending = suspendUser(app, { email: second.email });
  await somebodyWaits();
  await other('users').where({ id: second.id }).forNoKeyUpdate().select('id');
  await other.commit();
  await suspending;
});

describe('a material that is removed', () => {
  test('waits for a move to other vectors, which goes on to lock the material', async () => {
    const id = await addMaterial({ status: 'deleting', runNo: 2, finishedAt: null });
    const moving = await app.db.transaction();
    await lockRun('reembedMaterial', await addReembedding(id), moving);
    const removing = deleteMaterialRows(app, { id, runNo: 2 });
    await somebodyWaits();
    await moving('materials').where({ id }).forNoKeyUpdate().select('id');
    await moving('chunk_vectors').where({ materialId: id }).update({ searchable: false });
    await moving.commit();
    await removing;
    expect(await app.db('materials').where({ id })).toEqual([]);
  });

  test('takes its quotes answer by answer, so that a thread can be removed in an order of its own', async () => {
    const id = await addMaterial({ status: 'deleting', runNo: 2, finishedAt: null });
    const threadId = await addThread();
    const questions = [await addQuestion(threadId), await addQuestion(threadId)];
    const quote = { materialId: id, ord: 0, pageNo: 1, quote: 'text', startOffset: 0, endOffset: 4 };
    for (const questionId of questions) await app.db('citations').insert({ ...quote, id: randomUUID(), questionId });
    const thread = await app.db.transaction();
    await thread('questions').where({ id: questions[1] }).delete();
    const removing = deleteMaterialRows(app, { id, runNo: 2 });
    await somebodyWaits();
    await thread('questions').where({ id: questions[0] }).delete();
    await thread.commit();
    await removing;
    expect(await app.db('materials').where({ id })).toEqual([]);
  });
});

describe('a move to other vectors', () => {
  test('writes none while the chunks are cut again', async () => {
    const id = await addMaterial({ status: 'processing', finishedAt: null });
    const run = await addReembedding(id);
    const cutting = await app.db.transaction();
    await lockRun('ingestMaterial', { id, runNo: 1 }, cutting);
    const embeddings = [{ model: 'new@2', dimensions: 2, batchSize: 9, embed: async () => [[0, 1]] }];
    const input = { ...run, onBatch: () => {} };
    const signal = new AbortController().signal;
    const moving = embedBeside({ ...app, embeddings, meterOf: () => unmetered }, input, signal);
    await somebodyWaits();
    await cutting('material_chunks').where({ materialId: id }).delete();
    await cutting.commit();
    await moving;
    expect(await app.db('chunk_vectors').where({ materialId: id })).toEqual([]);
  });

  test('is queued once for each material by commands at once, and not for one that is being removed', async () => {
    const id = await addMaterial();
    const all = { model: 'new@2', ownerId: userId };
    const queued = await Promise.all([1, 2, 3].map(() => queueReembeddings(app, all)));
    expect(queued.sort()).toEqual([0, 0, 1]);
    await app.db('reembeddings').where({ materialId: id }).delete();
    const removing = await app.db.transaction();
    await removing('materials').where({ id }).update({ status: 'deleting', finishedAt: null });
    const late = queueReembeddings(app, all);
    await somebodyWaits();
    await removing.commit();
    expect(await late).toBe(0);
  });
});
