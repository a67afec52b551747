import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTemporalClient } from '../../temporal-config/client.js';
import { buildExport, buildMaterial, buildOneTimeCode, buildStudent } from '../support/factories/index.js';
import { keep, record, replay } from '../support/histories.js';
import { runSchedule } from '../support/run-schedule.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { ago, DAY, HOUR, MINUTE } from '../support/times.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.startWorker();
});
afterAll(() => app.close());

test('the sweep runs by its schedule, says what it removed, and replays', async () => {
  const { id: userId } = await buildStudent(app.db);
  await buildOneTimeCode(app.db, { userId, expiresAt: ago(MINUTE) });
  const { id: over } = await buildExport(app.db, { userId, expiresAt: ago(MINUTE), finishedAt: ago(DAY) });
  await buildMaterial(app.db, { ownerId: userId, status: 'uploading', createdAt: ago(DAY) });
  const client = createTemporalClient(app.config);
  const { workflowId, intervals } = await runSchedule(app, client, 'sweep');
  expect(intervals).toMatchObject([{ every: HOUR }]);
  const run = client.workflow.getHandle(workflowId);
  expect(await run.result()).toEqual({
    codes: 1,
    sessions: 0,
    refreshTokens: 0,
    idempotencyKeys: 0,
    pageAdmissions: 0,
    friendRequests: 0,
    friendAdds: 0,
    flags: 0,
    mails: 0,
    notices: 0,
    exports: 0,
    reasons: 0,
    files: 1,
    uploads: 1,
    objects: 0,
  });
  expect(await run.query('__temporal_workflow_metadata')).toMatchObject({
    currentDetails: expect.stringMatching(/^Removed: codes 1, .*files 1, uploads 1, objects 0\.$/),
  });
  expect(await app.db('one_time_codes')).toEqual([]);
  expect(await app.db('exports').where({ id: over }).first('status')).toEqual({ status: 'expired' });
  const recording = await record(client, run.workflowId);
  await keep('sweep', recording);
  await replay(recording);
  await client.connection.close();
});
