import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FLOWS } from '../../domain/runs/flows.js';
import { askQuestion } from '../../services/questions/ask-question.js';
import { claimRun } from '../../services/runs/claim-run.js';
import { reconcile } from '../../services/runs/reconcile.js';
import { createTemporalClient, createWorkflowStarter } from '../../temporal-config/client.js';
import { FREE_AI } from '../support/free-ai.js';
import { postTo } from '../support/http.js';
import { openWork } from '../support/open-work.js';
import { callerOf, createStudent, PASSWORD, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** No worker runs here: what is asked for stays as it was left. */
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const post = (path: string, content: unknown) => postTo(app, path, content);
const logIn = ({ email }: Student, password = PASSWORD) => post('/auth/login', { email, password });
const statusOf = async ({ id }: Student) => (await app.db('users').where({ id }).first('status'))?.status;

describe('for somebody who is suspended or leaving', () => {
  const leaving = async (status: string) => {
    const student = await createStudent(app);
    const work = await openWork(app, student);
    await app.db('users').where({ id: student.id }).update({ status });
    return { student, work };
  };

  test.each(['suspended', 'erasing', 'erased'])('no run begins: %s', async (status) => {
    const { work } = await leaving(status);
    for (const flow of ['ingestMaterial', 'answerQuestion', 'exportAccount'] as const) {
      const id = work[FLOWS[flow].table as keyof typeof work];
      const claim = claimRun(app, flow, { id, runNo: 1 });
      await expect(claim).rejects.toMatchObject({ type: 'Superseded' });
    }
  });

  test('the reconciler starts, restarts and fails nothing', async () => {
    const works = [];
    for (const status of ['suspended', 'erasing', 'erased']) works.push((await leaving(status)).work);
    const { student: active, work: theirs } = await leaving('active');
    const client = createTemporalClient(app.config);
    const starter = createWorkflowStarter(client, app.config.TASK_QUEUE_PREFIX);
    await reconcile({ ...app, starter });
    for (const { materials, questions, exports } of works) {
      const rows = [
        await app.db('materials').where({ id: materials }).first(),
        await app.db('questions').where({ id: questions }).first(),
        await app.db('exports').where({ id: exports }).first(),
      ];
      expect(rows).toEqual(rows.map(() => expect.objectContaining({ status: 'processing', runNo: 1 })));
    }
    expect(await app.db('materials').where({ id: theirs.materials }).first()).toMatchObject({ runNo: 2 });
    await app.db('users').where({ id: active.id }).delete();
    await client.connection.close();
  });

  test.each(['suspended', 'erasing', 'erased', 'gone'])('no key of a request is kept: %s', async (status) => {
    const { student } = await leaving(status === 'gone' ? 'active' : status);
    if (status === 'gone') await app.db('users').where({ id: student.id }).delete();
    const log = { info() {}, warn() {}, error() {} };
    const client = createTemporalClient(app.config);
    const starter = createWorkflowStarter(client, app.config.TASK_QUEUE_PREFIX);
    const idempotent = { userId: student.id, route: 'POST /api/v1/materials/query', key: 'k' };
    const asked = askQuestion(
      { ...app, starter, log, ...FREE_AI },
      {
        caller: callerOf(student),
        question: 'Why?',
        materialIds: [],
        lessonsAllowed: false,
        generalAllowed: false,
        idempotent,
      },
    );
    await expect(asked).rejects.toMatchObject({ type: 'account-closed' });
    expect(await app.db('idempotency_keys').where({ userId: student.id })).toEqual([]);
    await client.connection.close();
  });

  test.each(['suspended', 'erased'])('no login: %s', async (status) => {
    const { student } = await leaving(status);
    expect((await logIn(student)).status).toBe(403);
    expect(await statusOf(student)).toBe(status);
  });
});
