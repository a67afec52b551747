import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createLog } from '../../log.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { keep, record, replay } from '../support/histories.js';
import { earn, growUp, letWeekPass } from '../support/leagues.js';
import { runSchedule } from '../support/run-schedule.js';
import { createStudent } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { HOUR } from '../support/times.js';
import { createToldStarter } from '../support/told-starter.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.startWorker();
});
afterAll(() => app.close());

test('a week is counted by a schedule, who has gone up is told, and its run replays', async () => {
  const student = await createStudent(app);
  await growUp(app.db, [student.id]);
  const deps = { db: app.db, clock: app.clock, starter: createToldStarter(), log: createLog('silent', 'test') };
  await earn(deps, student.id, 10);
  await letWeekPass(app.db);
  const client = createTemporalClient(app.config);
  const { workflowId, intervals } = await runSchedule(app, client, 'endLeagueWeeks');
  expect(intervals).toMatchObject([{ every: HOUR }]);
  const run = client.workflow.getHandle(workflowId);
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
