import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LONG_DAY_MINUTES } from '../../domain/social/fairness/anomalies.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { eventually } from '../support/eventually.js';
import { buildStudent, buildStudyMinutes, buildStudySession } from '../support/factories/index.js';
import { keep, record, replay } from '../support/histories.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.startWorker();
});
afterAll(() => app.close());

test('anomalies are flagged by a schedule, and its run replays', async () => {
  const { id: userId } = await buildStudent(app.db);
  const { id: sessionId } = await buildStudySession(app.db, { userId });
  const studyDay = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  await buildStudyMinutes(app.db, { userId, sessionId, studyDay, minutes: LONG_DAY_MINUTES + 1 });
  const client = createTemporalClient(app.config);
  const schedule = client.schedule.getHandle(`${app.config.TASK_QUEUE_PREFIX}flagAnomalies`);
  const intervals = await eventually(async () => schedule.describe().then(({ spec }) => spec.intervals));
  expect(intervals).toMatchObject([{ every: 86_400_000, offset: 3_600_000 }]);
  await schedule.trigger();
  const pass = await eventually(async () => (await schedule.describe()).info.recentActions[0]);
  const run = client.workflow.getHandle(pass.action.workflow.workflowId);
  expect(await run.result()).toEqual({ days: 1, flags: 1 });
  expect(await app.db('flags').select('userId', 'kind')).toEqual([{ userId, kind: 'long-day' }]);
  const recording = await record(client, run.workflowId);
  await keep('flag-anomalies', recording);
  await replay(recording);
  await client.connection.close();
});
