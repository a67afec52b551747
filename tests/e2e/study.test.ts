import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { startOf } from '../../services/runs/run-start.js';
import { createTemporalClient, createWorkflowStarter } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { buildStudent, buildStudySession } from '../support/factories/index.js';
import { keep, record, replay } from '../support/histories.js';
import { createStudent } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { ago, HOUR, MINUTE } from '../support/times.js';

let app: TestApp;
let client: Client;
beforeAll(async () => {
  app = await startTestApp();
  await app.startWorker();
  client = createTemporalClient(app.config);
});
afterAll(async () => {
  await client.connection.close();
  await app.close();
});

const rowOf = (id: string) => app.db('study_sessions').where({ id }).first();
const handleOf = (id: string) => client.workflow.getHandle(`study:${id}:1`);
const detailsOf = async (id: string) =>
  ((await handleOf(id).query('__temporal_workflow_metadata')) as { currentDetails: string }).currentDetails;

describe('the timer of a study session', () => {
  test('sleeps until the session would be forgotten, and ends with it', async () => {
    const student = await createStudent(app);
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"mode":"free"}' };
    const { id, closesAt } = await body(await student.fetch('/study/start', init));
    await eventually(async () => (await detailsOf(id)) === `Asleep until ${closesAt}.`);
    expect((await student.fetch('/study/end', { method: 'POST' })).status).toBe(200);
    expect(await handleOf(id).result()).toBe('cancelled');
    expect(await rowOf(id)).toMatchObject({ status: 'ended', runNo: 1 });
    const recording = await record(client, `study:${id}:1`);
    await keep('close-study-session-cancelled', recording);
    await replay(recording);
  });

  test('closes one that was forgotten, with what was heard', async () => {
    const { id: userId } = await buildStudent(app.db);
    const counted = { focusMs: 12.5 * MINUTE, startedAt: ago(2 * HOUR), lastBeatAt: ago(HOUR) };
    const times = { dayEndsAt: ago(-HOUR), closesAt: ago(HOUR / 2) };
    const { id } = await buildStudySession(app.db, { userId, status: 'running', ...counted, ...times });
    const starter = createWorkflowStarter(client, app.config.TASK_QUEUE_PREFIX);
    await starter.start(startOf('closeStudySession', { id, runNo: 1, userId }));
    expect(await handleOf(id).result()).toBe('ended');
    expect(await rowOf(id)).toMatchObject({ status: 'ended', endedAt: counted.lastBeatAt, closesAt: null });
    expect(await app.db('study_minutes').where({ sessionId: id }).pluck('minutes')).toEqual([12]);
    expect(await app.db('xp_logs').where({ userId }).pluck('granted')).toEqual([12]);
    const recording = await record(client, `study:${id}:1`);
    await keep('close-study-session', recording);
    await replay(recording);
  });
});
