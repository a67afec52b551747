import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTemporalClient } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { buildXpLine } from '../support/factories/index.js';
import { keep, record, replay } from '../support/histories.js';
import { runSchedule } from '../support/run-schedule.js';
import { createStudent } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { ago, DAY, MINUTE } from '../support/times.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.startWorker();
});
afterAll(() => app.close());

test('the boards of a day are made by a schedule and read by a student, and their runs replay', async () => {
  const student = await createStudent(app);
  const yesterday = ago(DAY);
  await buildXpLine(app.db, { userId: student.id, createdAt: yesterday });
  const client = createTemporalClient(app.config);
  const prefix = app.config.TASK_QUEUE_PREFIX;
  const { workflowId, intervals } = await runSchedule(app, client, 'leaderboardTick');
  expect(intervals).toMatchObject([{ every: DAY, offset: 15 * MINUTE }]);
  const tick = client.workflow.getHandle(workflowId);
  expect(await tick.result()).toEqual({ made: 1, left: 0 });

  const day = yesterday.toISOString().slice(0, 10);
  for (const period of ['day', 'week', 'all-time'])
    expect(await body(await student.fetch(`/leaderboard?period=${period}`))).toMatchObject({
      through: day,
      students: 1,
      lines: [{ rank: 1, xp: 15, change: null, isOwn: true }],
    });
  const run = client.workflow.getHandle(`${prefix}leaderboard:${day}`);
  for (const [name, { workflowId }] of Object.entries({ 'leaderboard-tick': tick, 'leaderboard-run': run })) {
    const recording = await record(client, workflowId);
    await keep(name, recording);
    await replay(recording);
  }
  await client.connection.close();
});
