import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import type { WorkflowStarter } from '../../services/ports.js';
import { reconcile } from '../../services/reconciler/reconcile.js';
import { startOfIngestion } from '../../services/workflow-starts.js';
import { createTemporalClient, createWorkflowStarter } from '../../temporal-config/client.js';
import { type House, openHouse } from '../support/house.js';
import { createStudent } from '../support/student.js';

/** No worker runs here, so that a started workflow stays where it is. */
let house: House;
let client: Client;
let starter: WorkflowStarter;
let ownerId: string;

beforeAll(async () => {
  house = await openHouse();
  client = createTemporalClient(house.config);
  starter = createWorkflowStarter(client, house.config.TASK_QUEUE_PREFIX);
  ownerId = (await createStudent(house)).id;
});
afterAll(async () => {
  await client.connection.close();
  await house.close();
});

async function dueMaterial(row: object = {}): Promise<string> {
  const id = randomUUID();
  await house.db('materials').insert({
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
const start = (id: string, runNo = 1) => starter.start(startOfIngestion({ id, userId: ownerId, runNo }));
const stateOf = (id: string) => house.db('materials').where({ id }).first('status', 'runNo', 'failure', 'workflowId');
const end = (id: string) => client.workflow.getHandle(id).terminate();

describe('reconcile', () => {
  test('starts a queued row that Temporal does not know', async () => {
    const id = await dueMaterial();
    expect(await reconcile({ db: house.db, starter })).toEqual({ started: 1, restarted: 0, failed: 0, running: 0 });
    expect(await starter.describe(`ingest:${id}:1`)).toBe('running');
    expect(await stateOf(id)).toMatchObject({ status: 'queued', runNo: 1 });
    await end(`ingest:${id}:1`);
    await house.db('materials').where({ id }).delete();
  });

  test('gives a row in work that lost its workflow a new run', async () => {
    const id = await dueMaterial({ status: 'processing' });
    expect((await reconcile({ db: house.db, starter })).restarted).toBe(1);
    expect(await stateOf(id)).toMatchObject({ status: 'queued', runNo: 2, workflowId: `ingest:${id}:2` });
    expect(await starter.describe(`ingest:${id}:2`)).toBe('running');
    await end(`ingest:${id}:2`);
    await house.db('materials').where({ id }).delete();
  });

  test('fails a row whose workflow ended without it', async () => {
    const id = await dueMaterial({ status: 'processing' });
    await start(id);
    await end(`ingest:${id}:1`);
    expect((await reconcile({ db: house.db, starter })).failed).toBe(1);
    expect(await stateOf(id)).toMatchObject({ status: 'failed', failure: 'WorkflowEnded' });
  });

  test('leaves a running one alone, and looks again later', async () => {
    const id = await dueMaterial();
    await start(id);
    expect((await reconcile({ db: house.db, starter })).running).toBe(1);
    expect((await reconcile({ db: house.db, starter })).running).toBe(0);
    const { nextCheckAt } = await house.db('materials').where({ id }).first('nextCheckAt');
    expect(nextCheckAt.getTime()).toBeGreaterThan(Date.now());
    await end(`ingest:${id}:1`);
    await house.db('materials').where({ id }).delete();
  });

  test('looks at no row that is not due, not open, or not finished uploading', async () => {
    await dueMaterial({ nextCheckAt: new Date(Date.now() + 60_000) });
    await dueMaterial({ status: 'ready' });
    await dueMaterial({ status: 'uploading' });
    expect(await reconcile({ db: house.db, starter })).toEqual({ started: 0, restarted: 0, failed: 0, running: 0 });
    await house.db('materials').delete();
  });

  test('several passes at once start each of fifty rows once', async () => {
    const ids = await Promise.all(Array.from({ length: 50 }, () => dueMaterial()));
    const reports = await Promise.all([1, 2, 3].map(() => reconcile({ db: house.db, starter })));
    expect(reports.reduce((sum, { started }) => sum + started, 0)).toBe(50);
    for (const id of ids) await end(`ingest:${id}:1`);
    await house.db('materials').delete();
  });

  test('questions are looked after as well', async () => {
    const [sessionId, id] = [randomUUID(), randomUUID()];
    await house.db('doubt_sessions').insert({ id: sessionId, userId: ownerId });
    await house.db('doubt_messages').insert({
      id,
      sessionId,
      userId: ownerId,
      question: 'Why?',
      status: 'queued',
      workflowId: `doubt:${id}:1`,
      nextCheckAt: new Date(0),
    });
    expect((await reconcile({ db: house.db, starter })).started).toBe(1);
    await end(`doubt:${id}:1`);
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
    await house.db('users').where({ id: ownerId }).update({ status: 'suspended' });
    expect(await reconcile({ db: house.db, starter })).toMatchObject({ started: 1 });
    await end(`delete-material:${id}:2`);
    await house
      .db('materials')
      .where({ id })
      .update({ workflowId: `delete-material:${id}:2`, nextCheckAt: new Date(0) });
    expect(await reconcile({ db: house.db, starter })).toMatchObject({ restarted: 1 });
    expect(await stateOf(id)).toMatchObject({ status: 'deleting', runNo: 3, workflowId: `delete-material:${id}:3` });
    await end(`delete-material:${id}:3`);
    await house.db('users').where({ id: ownerId }).update({ status: 'active' });
    await house.db('materials').where({ id }).delete();
  });
});
