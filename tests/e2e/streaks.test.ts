import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { type Activity, creditActivity } from '../../services/game/credit-activity.js';
import { inTransaction } from '../../services/runs/in-transaction.js';
import { startOf } from '../../services/runs/run-start.js';
import type { WorkflowStarter } from '../../services/shared/ports.js';
import { createTemporalClient, createWorkflowStarter } from '../../temporal-config/client.js';
import { eventually } from '../support/eventually.js';
import { buildStats, buildStreak, buildStudent } from '../support/factories/index.js';
import { keep, record, replay } from '../support/histories.js';
import { runSchedule } from '../support/run-schedule.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { ago, DAY, HOUR } from '../support/times.js';
import type { TestWorker } from '../support/worker-process.js';

let app: TestApp;
let worker: TestWorker;
let client: Client;
let starter: WorkflowStarter;
beforeAll(async () => {
  app = await startTestApp();
  worker = await app.startWorker();
  client = createTemporalClient(app.config);
  starter = createWorkflowStarter(client, app.config.TASK_QUEUE_PREFIX);
});
afterAll(async () => {
  await client.connection.close();
  await app.close();
});

const LOG = { info() {}, warn() {}, error() {} };

/** A student who has just studied for the first time. */
async function studentOnDayOne(): Promise<string> {
  const { id: userId } = await buildStudent(app.db);
  const now = app.clock();
  const activity: Activity = {
    ...{ userId, kind: 'question', cause: `question:${randomUUID()}`, sourceId: randomUUID(), points: 15 },
    ...{ at: now, adds: { questionsAnswered: 1 }, topicId: null },
  };
  const deps = { db: app.db, clock: app.clock, starter, log: LOG };
  await inTransaction(deps, (trx, after) => creditActivity(activity, now, after, trx));
  return userId;
}

const streakOf = (userId: string) => app.db('streaks').where({ id: userId }).first();
const run = (userId: string, runNo = 1) => client.workflow.getHandle(`streak:${userId}:${runNo}`);
const detailsOf = async (userId: string, runNo = 1) =>
  ((await run(userId, runNo).query('__temporal_workflow_metadata')) as { currentDetails: string }).currentDetails;
const asleep = (userId: string, runNo = 1) =>
  // A run that was just asked for may not be there yet.
  eventually(async () => (await detailsOf(userId, runNo).catch(() => '')).startsWith('Asleep until '));

describe('the timer of a streak', () => {
  test('sleeps until the warning of the next day, outlives its worker, and ends when it is told to', async () => {
    const userId = await studentOnDayOne();
    await asleep(userId);
    const { wakeAt } = await streakOf(userId);
    expect(await detailsOf(userId)).toBe(`Asleep until ${wakeAt.toISOString()}.`);
    await worker.kill();
    worker = await app.startWorker();
    await run(userId).cancel();
    expect(await run(userId).result()).toBe('cancelled');
    const recording = await record(client, `streak:${userId}:1`);
    await keep('keep-streak', recording);
    await replay(recording);
  });

  test('ends with a streak that broke', async () => {
    const { id: userId } = await buildStudent(app.db);
    await buildStreak(app.db, { userId, status: 'running', wakeAt: ago(DAY) });
    await starter.start(startOf('keepStreak', { id: userId, runNo: 1, userId }));
    expect(await run(userId).result()).toBe('ended');
    expect(await streakOf(userId)).toMatchObject({ status: 'ended', length: 0, wakeAt: null, nextCheckAt: null });
    const recording = await record(client, `streak:${userId}:1`);
    await keep('keep-streak-ended', recording);
    await replay(recording);
  });

  test('comes back by the reconciler when it was lost', async () => {
    const userId = await studentOnDayOne();
    await asleep(userId);
    await run(userId).terminate();
    await app
      .db('streaks')
      .where({ id: userId })
      .update({ nextCheckAt: ago(HOUR) });
    await runSchedule(app, client, 'reconcile');
    await eventually(async () => (await streakOf(userId)).runNo === 2);
    await asleep(userId, 2);
    expect(await streakOf(userId)).toMatchObject({ status: 'running', length: 1 });
  });
});

test('the daily settlement runs by its schedule, judges and awards, says so, and replays', async () => {
  const { id: late } = await buildStudent(app.db);
  await buildStreak(app.db, { userId: late, status: 'running', wakeAt: ago(DAY) });
  const { id: scholar } = await buildStudent(app.db);
  await buildStreak(app.db, { userId: scholar });
  await buildStats(app.db, { userId: scholar, stats: { questionsAnswered: 30 } });
  const { workflowId } = await runSchedule(app, client, 'settleStreaks');
  const report = await client.workflow.getHandle(workflowId).result();
  expect(report).toMatchObject({ running: 0, ended: 1, failed: 0, students: 1, achievements: 2 });
  expect(await streakOf(late)).toMatchObject({ status: 'ended' });
  expect(await app.db('notices').where({ userId: scholar })).toEqual([
    expect.objectContaining({ kind: 'achievements-added', facts: { keys: ['first-answer', 'curious'] } }),
  ]);
  const recording = await record(client, workflowId);
  await keep('settle-streaks', recording);
  await replay(recording);
});
