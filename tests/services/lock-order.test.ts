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
import { eventually } from '../support/eventually.js';
import {
  buildChunk,
  buildCitation,
  buildMaterial,
  buildQuestion,
  buildReembedding,
  buildSession,
  buildStudent,
  buildVector,
} from '../support/factories/index.js';
import { openTestData, type TestData } from '../support/test-data.js';

/** One side of each case is a transaction of the test's own, so that both are where they would lock each other out. */
let app: TestData;
let client: Client;
let deps: TransactionDeps;
let caller: Caller;
beforeAll(async () => {
  app = await openTestData();
  client = createTemporalClient(app.config);
  const starter = createWorkflowStarter(client, app.config.TASK_QUEUE_PREFIX);
  deps = { ...app, starter, log: { info() {}, warn() {}, error() {} } };
});
afterAll(async () => {
  await client.connection.close();
  await app.close();
});
beforeEach(async () => {
  const { id: userId } = await buildStudent(app.db);
  caller = { userId, sessionId: (await buildSession(app.db, { userId })).id };
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

/** A material with one chunk and the vector of it. */
async function addMaterial(columns: { status?: 'deleting' | 'processing'; runNo?: number } = {}): Promise<string> {
  const { id } = await buildMaterial(app.db, { ownerId: caller.userId, ...columns });
  await buildVector(app.db, await buildChunk(app.db, { materialId: id, ownerId: caller.userId }), { model: 'old@2' });
  return id;
}

const addReembedding = (materialId: string) =>
  buildReembedding(app.db, { materialId, userId: caller.userId, model: 'new@2', status: 'processing' });

describe('whoever asks for erasure first holds the user', () => {
  test('a thread is removed before, or not at all', async () => {
    const { threadId } = await buildQuestion(app.db, { userId: caller.userId });
    const erasing = await app.db.transaction();
    await erasing('users').where({ id: caller.userId }).update({ status: 'erasing' });
    const refused = expect(deleteThread(deps, { caller, threadId })).rejects.toMatchObject({ type: 'account-closed' });
    await somebodyWaits();
    await erasing.commit();
    await refused;
    expect(await app.db('threads').where({ id: threadId })).toHaveLength(1);
  });

  test('sessions are ended by one at a time', async () => {
    const erasing = await app.db.transaction();
    await erasing('users').where({ id: caller.userId }).update({ status: 'erasing' });
    const refused = expect(endAllSessions(app, caller)).rejects.toMatchObject({ type: 'unauthenticated' });
    await somebodyWaits();
    await erasing('sessions').where({ userId: caller.userId }).update({ revokedAt: app.clock() });
    await erasing.commit();
    await refused;
  });
});

test('administrators are locked in one order, whichever of them a command is about', async () => {
  await app.db('users').update({ role: 'student' });
  for (const _ of [1, 2]) await buildStudent(app.db, { role: 'admin' });
  const [first, second] = await app.db('users').where({ role: 'admin' }).orderBy('id').select('id', 'email');
  const other = await app.db.transaction();
  await other('users').where({ id: first.id }).forNoKeyUpdate().select('id');
  const suspending = suspendUser(app, { email: second.email });
  await somebodyWaits();
  await other('users').where({ id: second.id }).forNoKeyUpdate().select('id');
  await other.commit();
  await suspending;
  expect(await app.db('users').where({ id: second.id }).first('status')).toEqual({ status: 'suspended' });
});

describe('a material that is removed', () => {
  test('waits for a move to other vectors, which goes on to lock the material', async () => {
    const id = await addMaterial({ status: 'deleting', runNo: 2 });
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
    const id = await addMaterial({ status: 'deleting', runNo: 2 });
    const { id: one, threadId } = await buildQuestion(app.db, { userId: caller.userId });
    const { id: other } = await buildQuestion(app.db, { userId: caller.userId, threadId });
    for (const questionId of [one, other]) await buildCitation(app.db, { questionId, materialId: id });
    const thread = await app.db.transaction();
    await thread('questions').where({ id: other }).delete();
    const removing = deleteMaterialRows(app, { id, runNo: 2 });
    await somebodyWaits();
    await thread('questions').where({ id: one }).delete();
    await thread.commit();
    await removing;
    expect(await app.db('materials').where({ id })).toEqual([]);
  });
});

describe('a move to other vectors', () => {
  test('writes none while the chunks are cut again', async () => {
    const id = await addMaterial({ status: 'processing' });
    const run = await addReembedding(id);
    const cutting = await app.db.transaction();
    await lockRun('ingestMaterial', { id, runNo: 1 }, cutting);
    const embeddings = [{ model: 'new@2', dimensions: 2, batchSize: 9, embed: async () => [[0, 1]] }];
    const input = { id: run.id, runNo: 1, onBatch: () => {} };
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
    const all = { model: 'new@2', ownerId: caller.userId };
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
