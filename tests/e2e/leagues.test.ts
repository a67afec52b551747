import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTemporalClient } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { keep, record, replay } from '../support/histories.js';
import { earn, growUp, letWeekPass } from '../support/leagues.js';
import { createStudent } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.startWorker();
});
afterAll(() => app.close());

test('a week is counted by a schedule, who has gone up is told, and its run replays', async () => {
  const student = await createStudent(app);
  await growUp(app.db, [student.id]);
  const starter = { start: async () => {}, cancel: async () => {}, describe: async () => 'running' as const };
  const log = { info() {}, warn() {}, error() {} };
  await earn({ db: app.db, clock: () => new Date(), starter, log }, student.id, 10);
  await letWeekPass(app.db);
  const client = createTemporalClient(app.config);
  const schedule = client.schedule.getHandle(`${app.config.TASK_QUEUE_PREFIX}endLeagueWeeks`);
  await eventually(async () => schedule.describe().then(({ spec }) => spec.intervals?.[0]?.every === 3_600_000));
  await schedule.trigger();
  const pass = await eventually(async () => (await schedule.describe()).info.recentActions[0]);
  const run = client.workflow.getHandle(pass.action.workflow.workflowId);
  expect(await run.result()).toEqual({ cohorts: 1, failed: 0, told: 1 });

  expect(await body(await student.fetch('/leagues/current'))).toMatchObject({ tier: 2, status: 'not-joined' });
  const { data } = await body(await student.fetch('/notices'));
  expect(data).toContainEqual(
    expect.objectContaining({ kind: 'league-promotion', text: 'You have gone up: your league is in tier 2 now.' }),
  );
  const recording = await record(client, run.workflowId);
  await keep('end-league-weeks', recording);
  await replay(recording);
  await client.connection.close();
});
