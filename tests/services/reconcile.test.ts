import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { reconcile } from '../../services/runs/reconcile.js';
import { startOf } from '../../services/runs/run-start.js';
import type { WorkflowStarter } from '../../services/shared/ports.js';
import { createTemporalClient, createWorkflowStarter } from '../../temporal-config/client.js';
import { ended } from '../support/ended.js';
import { createStudent } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** No worker runs here, so that a started workflow stays where it is. */
let app: TestApp;
let client: Client;
let starter: WorkflowStarter;
let ownerId: string;

beforeAll(async () => {
  app = await startTestApp();
  client = createTemporalClient(app.config);
  starter = createWorkflowStarter(client, app.config.TASK_QUEUE_PREFIX);
  ownerId = (await createStudent(app)).id;
});
afterAll(async () => {
  await client.connection.close();
  await app.close();
});

async function dueMaterial(row: object = {}): Promise<string> {
  const id = randomUUID();
  await app.db('materials').insert({
    id,
    ownerId,
    title: 't',
    format: 'pdf',
    bytes: 1,
    sha256: id.replaceAll('-', '').repeat(2),
    status: 'queued',
    workflowId: `ingest:${id}:1`,
    nextCheckAt: new Date(Date.now() - 1_000),
    ...row,
  });
  return id;
}
async function dueQuestion(row: object = {}): Promise<{ id: string }> {
  const [threadId, id] = [randomUUID(), randomUUID()];
  await app.db('threads').insert({ id: threadId, userId: ownerId });
  await app.db('questions').insert({
    id,
    threadId,
    userId: ownerId,
    question: 'Why?',
    status: 'queued',
    workflowId: `question:${id}:1`,
    nextCheckAt: new Date(0),
    ...row,
  });
  return { id };
}
const start = (id: string, runNo = 1) => starter.start(startOf('ingestMaterial', { id, userId: ownerId, runNo }));
const stateOf = (id: string) => app.db('materials').where({ id }).first('status', 'runNo', 'failure', 'workflowId');
const end = (id: string) => client.workflow.getHandle(id).terminate();

describe('reconcile', () => {
  test('starts a queued row that Temporal does not know', async () => {
    const id = await dueMaterial();
    expect(await reconcile({ ...app, starter })).toEqual({ started: 1, restarted: 0, failed: 0, running: 0 });
    expect(await starter.describe(`ingest:${id}:1`)).toBe('running');
    expect(await stateOf(id)).toMatchObject({ status: 'queued', runNo: 1 });
    await end(`ingest:${id}:1`);
    await app.db('materials').where({ id }).delete();
  });

  test('gives a row in work that lost its workflow a new run', async () => {
    const id = await dueMaterial({ status: 'processing' });
    expect((await reconcile({ ...app, starter })).restarted).toBe(1);
    expect(await stateOf(id)).toMatchObject({ status: 'queued', runNo: 2, workflowId: `ingest:${id}:2` });
    expect(await starter.describe(`ingest:${id}:2`)).toBe('running');
    await end(`ingest:${id}:2`);
    await app.db('materials').where({ id }).delete();
  });

  test('fails a row whose workflow ended without it', async () => {
    const id = await dueMaterial({ status: 'processing', phase: 'reading' });
    await start(id);
    await end(`ingest:${id}:1`);
    expect((await reconcile({ ...app, starter })).failed).toBe(1);
    expect(await stateOf(id)).toMatchObject({ status: 'failed', failure: 'WorkflowEnded' });
  });

  test('leaves a running one alone, and looks again later', async () => {
    const id = await dueMaterial();
    await start(id);
    expect((await reconcile({ ...app, starter })).running).toBe(1);
    expect((await reconcile({ ...app, starter })).running).toBe(0);
    const { nextCheckAt } = await app.db('materials').where({ id }).first('nextCheckAt');
    expect(nextCheckAt.getTime()).toBeGreaterThan(Date.now());
    await end(`ingest:${id}:1`);
    await app.db('materials').where({ id }).delete();
  });

  test('looks at no row that is not due, not open, or not finished uploading', async () => {
    await dueMaterial({ nextCheckAt: new Date(Date.now() + 60_000) });
    await dueMaterial(ended('ready'));
    await dueMaterial({ status: 'uploading' });
    expect(await reconcile({ ...app, starter })).toEqual({ started: 0, restarted: 0, failed: 0, running: 0 });
    await app.db('materials').delete();
  });

  test('several passes at once start each of fifty rows once', async () => {
    const ids = await Promise.all(Array.from({ length: 50 }, () => dueMaterial()));
    const reports = await Promise.all([1, 2, 3].map(() => reconcile({ ...app, starter })));
    expect(reports.reduce((sum, { started }) => sum + started, 0)).toBe(50);
    for (const id of ids) await end(`ingest:${id}:1`);
    await app.db('materials').delete();
  });

  test('questions are looked after as well', async () => {
    const { id } = await dueQuestion();
    expect((await reconcile({ ...app, starter })).started).toBe(1);
    await end(`question:${id}:1`);
  });

  test('keeps nothing of a run that it fails', async () => {
    const draft = JSON.stringify({ kind: 'none', spans: [], isOpen: false });
    const { id } = await dueQuestion({ status: 'processing', phase: 'checking', draft });
    await starter.start(startOf('answerQuestion', { id, userId: ownerId, runNo: 1 }));
    await end(`question:${id}:1`);
    expect((await reconcile({ ...app, starter })).failed).toBe(1);
    expect(await app.db('questions').where({ id }).first()).toMatchObject({
      status: 'failed',
      failure: 'WorkflowEnded',
      phase: null,
      draft: null,
    });
  });
});

describe('the starter', () => {
  test('takes a workflow that was started before for a success, also when it has ended', async () => {
    const id = randomUUID();
    await start(id);
    await start(id);
    await end(`ingest:${id}:1`);
    await start(id);
    expect(await starter.describe(`ingest:${id}:1`)).toBe('closed');
    expect(await starter.describe(`ingest:${id}:2`)).toBe('not-found');
  });

  test('starts the removal of a deleted material, whoever its owner is by now, and again when it was ended', async () => {
    const id = await dueMaterial({ status: 'deleting', runNo: 2, workflowId: 'none' });
    await app.db('users').where({ id: ownerId }).update({ status: 'suspended' });
    expect(await reconcile({ ...app, starter })).toMatchObject({ started: 1 });
    await end(`delete-material:${id}:2`);
    await app
      .db('materials')
      .where({ id })
      .update({ workflowId: `delete-material:${id}:2`, nextCheckAt: new Date(0) });
    expect(await reconcile({ ...app, starter })).toMatchObject({ restarted: 1 });
    expect(await stateOf(id)).toMatchObject({ status: 'deleting', runNo: 3, workflowId: `delete-material:${id}:3` });
    await end(`delete-material:${id}:3`);
    await app.db('users').where({ id: ownerId }).update({ status: 'active' });
    await app.db('materials').where({ id }).delete();
  });
});
