import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTemporalClient } from '../../temporal-config/client.js';
import { eventually } from '../support/eventually.js';
import { buildCard, buildStats, buildStudent } from '../support/factories/index.js';
import { keep, record, replay } from '../support/histories.js';
import { runSchedule } from '../support/run-schedule.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { HOUR } from '../support/times.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.startWorker();
});
afterAll(() => app.close());

test('the recommendations of all whose day has begun are made by a schedule, and their runs replay', async () => {
  const { id: userId } = await buildStudent(app.db);
  await buildStats(app.db, { userId, stats: { lastActiveDay: new Date().toISOString().slice(0, 10) } });
  await buildCard(app.db, { userId, reviews: 1 });
  const client = createTemporalClient(app.config);
  const prefix = app.config.TASK_QUEUE_PREFIX;
  const { workflowId, intervals } = await runSchedule(app, client, 'recommendationsTick');
  expect(intervals).toMatchObject([{ every: HOUR }]);
  const tick = client.workflow.getHandle(workflowId);
  expect(await tick.result()).toEqual({ started: 24 });

  const made = await eventually(async () => app.db('recommendations').where({ userId }).first());
  expect(made.items).toMatchObject([{ kind: 'due-reviews' }]);
  const isDone = () =>
    app
      .db('recommendation_shards')
      .whereNotNull('finishedAt')
      .then(({ length }) => length === 24);
  await eventually(isDone);
  const shard = await app.db('recommendation_shards').where({ students: 1 }).first();
  const run = client.workflow.getHandle(`${prefix}recommendations:${shard.day}:${shard.shard}`);
  expect(await run.result()).toEqual({ students: 1, isDone: true });
  for (const [name, { workflowId }] of Object.entries({ 'recommendations-tick': tick, 'recommendations-run': run })) {
    const recording = await record(client, workflowId);
    await keep(name, recording);
    await replay(recording);
  }
  await client.connection.close();
});
