import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import type { Material } from '../../db/models/material.js';
import type { Question } from '../../db/models/question.js';
import { User } from '../../db/models/user.js';
import type { StoredDraft } from '../../domain/tutor/stored-draft.js';
import { reconcile } from '../../services/runs/reconcile.js';
import { startOf } from '../../services/runs/run-start.js';
import type { WorkflowStarter } from '../../services/shared/ports.js';
import { createTemporalClient, createWorkflowStarter } from '../../temporal-config/client.js';
import { buildMaterial, buildQuestion, buildStudent } from '../support/factories/index.js';
import type { Columns } from '../support/factories/insert-row.js';
import { openTestData, type TestData } from '../support/test-data.js';

/** No worker runs here, so that a started workflow stays where it is. */
let data: TestData;
let client: Client;
let starter: WorkflowStarter;
let ownerId: string;

beforeAll(async () => {
  data = await openTestData();
  client = createTemporalClient(data.config);
  starter = createWorkflowStarter(client, data.config.TASK_QUEUE_PREFIX);
});
afterAll(async () => {
  await client.connection.close();
  await data.close();
});
beforeEach(async () => {
  // With their rows, so that no test finds what another has left due.
  await User.query(data.db).delete();
  ownerId = (await buildStudent(data.db)).id;
});

const DUE = { status: 'queued', nextCheckAt: new Date(0) } as const;
const dueMaterial = async (columns: Columns<Material> = {}) =>
  (await buildMaterial(data.db, { ownerId, ...DUE, ...columns })).id;
const dueQuestion = async (columns: Columns<Question> = {}) =>
  (await buildQuestion(data.db, { userId: ownerId, ...DUE, ...columns })).id;
const start = (id: string, runNo = 1) => starter.start(startOf('ingestMaterial', { id, userId: ownerId, runNo }));
const stateOf = (id: string) => data.db('materials').where({ id }).first('status', 'runNo', 'failure', 'workflowId');
const end = (id: string) => client.workflow.getHandle(id).terminate();

describe('reconcile', () => {
  test('starts a queued row that Temporal does not know', async () => {
    const id = await dueMaterial();
    expect(await reconcile({ ...data, starter })).toEqual({ started: 1, restarted: 0, failed: 0, running: 0 });
    expect(await starter.describe(`ingest:${id}:1`)).toBe('running');
    expect(await stateOf(id)).toMatchObject({ status: 'queued', runNo: 1 });
  });

  test('gives a row in work that lost its workflow a new run', async () => {
    const id = await dueMaterial({ status: 'processing' });
    expect((await reconcile({ ...data, starter })).restarted).toBe(1);
    expect(await stateOf(id)).toMatchObject({ status: 'queued', runNo: 2, workflowId: `ingest:${id}:2` });
    expect(await starter.describe(`ingest:${id}:2`)).toBe('running');
  });

  test('fails a row whose workflow ended without it', async () => {
    const id = await dueMaterial({ status: 'processing', phase: 'reading' });
    await start(id);
    await end(`ingest:${id}:1`);
    expect((await reconcile({ ...data, starter })).failed).toBe(1);
    expect(await stateOf(id)).toMatchObject({ status: 'failed', failure: 'WorkflowEnded' });
  });

  test('leaves a running one alone, and looks again later', async () => {
    const id = await dueMaterial();
    await start(id);
    expect((await reconcile({ ...data, starter })).running).toBe(1);
    expect((await reconcile({ ...data, starter })).running).toBe(0);
    const { nextCheckAt } = await data.db('materials').where({ id }).first('nextCheckAt');
    expect(nextCheckAt.getTime()).toBeGreaterThan(Date.now());
  });

  test('looks at no row that is not due, not open, or not finished uploading', async () => {
    await buildMaterial(data.db, { ownerId, status: 'queued', nextCheckAt: new Date(Date.now() + 60_000) });
    await buildMaterial(data.db, { ownerId, status: 'ready' });
    await buildMaterial(data.db, { ownerId, status: 'uploading', nextCheckAt: new Date(0) });
    expect(await reconcile({ ...data, starter })).toEqual({ started: 0, restarted: 0, failed: 0, running: 0 });
  });

  test('several passes at once start each of fifty rows once', async () => {
    await Promise.all(Array.from({ length: 50 }, () => dueMaterial()));
    const reports = await Promise.all([1, 2, 3].map(() => reconcile({ ...data, starter })));
    expect(reports.reduce((sum, { started }) => sum + started, 0)).toBe(50);
  });

  test('questions are looked after as well', async () => {
    await dueQuestion();
    expect((await reconcile({ ...data, starter })).started).toBe(1);
  });

  test('keeps nothing of a run that it fails', async () => {
    const draft: StoredDraft = { kind: 'none', spans: [], isOpen: false };
    const id = await dueQuestion({ status: 'processing', phase: 'checking', draft });
    await starter.start(startOf('answerQuestion', { id, userId: ownerId, runNo: 1 }));
    await end(`question:${id}:1`);
    expect((await reconcile({ ...data, starter })).failed).toBe(1);
    expect(await data.db('questions').where({ id }).first()).toMatchObject({
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
    await data.db('users').where({ id: ownerId }).update({ status: 'suspended' });
    expect(await reconcile({ ...data, starter })).toMatchObject({ started: 1 });
    await end(`delete-material:${id}:2`);
    await data
      .db('materials')
      .where({ id })
      .update({ workflowId: `delete-material:${id}:2`, nextCheckAt: new Date(0) });
    expect(await reconcile({ ...data, starter })).toMatchObject({ restarted: 1 });
    expect(await stateOf(id)).toMatchObject({ status: 'deleting', runNo: 3, workflowId: `delete-material:${id}:3` });
  });
});
