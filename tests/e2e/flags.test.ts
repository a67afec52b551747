import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LONG_DAY_MINUTES } from '../../domain/social/fairness/anomalies.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { buildStudent, buildStudyMinutes, buildStudySession } from '../support/factories/index.js';
import { keep, record, replay } from '../support/histories.js';
import { runSchedule } from '../support/run-schedule.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { ago, DAY, HOUR } from '../support/times.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.startWorker();
});
afterAll(() => app.close());

test('anomalies are flagged by a schedule, and its run replays', async () => {
  const { id: userId } = await buildStudent(app.db);
  const { id: sessionId } = await buildStudySession(app.db, { userId });
  const studyDay = ago(2 * DAY)
    .toISOString()
    .slice(0, 10);
  await buildStudyMinutes(app.db, { userId, sessionId, studyDay, minutes: LONG_DAY_MINUTES + 1 });
  const client = createTemporalClient(app.config);
  const { workflowId, intervals } = await runSchedule(app, client, 'flagAnomalies');
  expect(intervals).toMatchObject([{ every: DAY, offset: HOUR }]);
  const run = client.workflow.getHandle(workflowId);
  expect(await run.result()).toEqual({ days: 1, flags: 1 });
  expect(await app.db('flags').select('userId', 'kind')).toEqual([{ userId, kind: 'long-day' }]);
  const recording = await record(client, run.workflowId);
  await keep('flag-anomalies', recording);
  await replay(recording);
  await client.connection.close();
});
