import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FLOWS } from '../../domain/runs/flows.js';
import { beginErasure, claimErasure } from '../../services/account/erasure/begin-erasure.js';
import { suspendUser } from '../../services/account/suspend-user.js';
import { issueCode } from '../../services/auth/one-time-codes.js';
import { askQuestion } from '../../services/questions/ask-question.js';
import { claimRun } from '../../services/runs/claim-run.js';
import { reconcile } from '../../services/runs/reconcile.js';
import { createTemporalClient, createWorkflowStarter } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { eventually } from '../support/eventually.js';
import { buildExport, buildMail, buildMaterial, buildQuestion } from '../support/factories/index.js';
import { fillAccount } from '../support/full-account.js';
import { type GoogleDouble, newPerson, startGoogle } from '../support/google.js';
import { createStudent, PASSWORD, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** No worker runs here: what is asked for stays as it was left. */
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const post = (path: string, content: unknown) =>
  checkedFetch(`${app.api.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(content),
  });
const leave = (student: Pick<Student, 'fetch'>, content: unknown = { proof: { password: PASSWORD } }) =>
  student.fetch('/users/me', {
    method: 'DELETE',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(content),
  });
const logIn = ({ email }: Student, password = PASSWORD) => post('/auth/login', { email, password });
const statusOf = async ({ id }: Student) => (await app.db('users').where({ id }).first('status'))?.status;
const erasureOf = ({ id: userId }: Student) =>
  app.db('erasures').where({ userId }).orderBy('createdAt', 'desc').first();
const actionsOf = ({ id: subjectId }: Student) => app.db('audit_log').where({ subjectId }).pluck('action');
const mailsOf = ({ id: userId }: Student) => app.db('mails').where({ userId }).pluck('kind');

/** Rows of a student that are in work and that the reconciler would look at now, one a kind. */
async function openWork({ id: userId }: Student) {
  const open = { status: 'processing', nextCheckAt: new Date(0) } as const;
  const material = await buildMaterial(app.db, { ownerId: userId, ...open });
  const question = await buildQuestion(app.db, { userId, ...open });
  const anExport = await buildExport(app.db, { userId, ...open });
  const mail = await buildMail(app.db, { userId, ...open });
  return { materials: material.id, questions: question.id, exports: anExport.id, mails: mail.id };
}
const statesOf = async (rows: Awaited<ReturnType<typeof openWork>>) =>
  Promise.all(Object.entries(rows).map(async ([table, id]) => (await app.db(table).where({ id }).first()).status));

describe('asking for erasure', () => {
  test('begins seven days of grace, in which nobody is signed in and nothing is in work', async () => {
    const student = await createStudent(app);
    const work = await openWork(student);
    const code = await issueCode({ kind: 'verify-email', userId: student.id, lifeMinutes: 60 }, app.clock(), app.db);
    const response = await leave(student);
    expect(response.status).toBe(202);
    const { status, eraseAt } = await body(response);
    expect(status).toBe('erasing');
    const days = (new Date(eraseAt).getTime() - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.99);
    expect(days).toBeLessThan(7.01);

    expect(await statusOf(student)).toBe('erasing');
    expect(await erasureOf(student)).toMatchObject({ status: 'queued', phase: 'grace', eraseAt: new Date(eraseAt) });
    expect((await student.fetch('/auth/me')).status).toBe(401);
    expect((await student.fetch('/users/me/export', { method: 'POST' })).status).toBe(401);
    expect((await post('/auth/refresh', { refreshToken: student.refreshToken })).status).toBe(401);
    expect(await statesOf(work)).toEqual(Array(4).fill('cancelled'));
    expect((await post('/auth/email/verify', { code })).status).toBe(400);
    expect(await actionsOf(student)).toContain('erasure.requested');
    const open = await app.db('mails').where({ userId: student.id, status: 'queued' }).pluck('kind');
    expect(open).toEqual(['erasure-requested']);
  });

  test('tells Temporal to end what was in work, and starts a run that does not tell whose it is', async () => {
    const student = await createStudent(app);
    const { data } = await student.client.POST('/materials/query', {
      params: {},
      body: { question: 'What are tides?', materialIds: [] },
    });
    await leave(student);
    const client = createTemporalClient(app.config);
    const cancelled = await client.workflow.getHandle(`question:${data?.id}:1`).fetchHistory();
    const types = cancelled.events?.map((event) => Object.keys(event).find((key) => key.endsWith('Attributes')));
    expect(types).toContain('workflowExecutionCancelRequestedEventAttributes');
    const { id } = await erasureOf(student);
    const erasing = await client.workflow.getHandle(`erase:${id}:1`).describe();
    expect(erasing.status.name).toBe('RUNNING');
    const { events } = await client.workflow.getHandle(`erase:${id}:1`).fetchHistory();
    expect(JSON.stringify(events, (_key, value) => decoded(value))).not.toContain(student.id);
    expect(JSON.stringify(erasing.typedSearchAttributes)).not.toContain(student.id);
    await client.connection.close();
  });

  test.each([
    ['a wrong password', { proof: { password: 'not the password' } }, 403, 'reauthentication-failed'],
    ['no proof', {}, 422, 'invalid-request'],
    ['an empty password', { proof: { password: '' } }, 422, 'invalid-request'],
    ['two proofs at once', { proof: { password: PASSWORD, idToken: 'x' } }, 422, 'invalid-request'],
    ['an unknown field', { proof: { password: PASSWORD }, now: true }, 422, 'invalid-request'],
    ['a proof of the wrong type', { proof: { password: [PASSWORD] } }, 422, 'invalid-request'],
    ['Google, which is not set up', { proof: { idToken: 'a.b.c' } }, 503, 'google-not-configured'],
  ])('is refused with %s, and nothing changes', async (_what, content, status, type) => {
    const student = await createStudent(app);
    const work = await openWork(student);
    const response = await leave(student, content);
    expect(response.status).toBe(status);
    expect((await body(response)).type).toContain(type);
    expect(await statusOf(student)).toBe('active');
    expect(await statesOf(work)).toEqual(Array(4).fill('processing'));
    expect(await erasureOf(student)).toBeUndefined();
    expect((await student.fetch('/auth/me')).status).toBe(200);
  });

  test('is refused without a login, also with the password', async () => {
    const fetch = (path: string, init?: RequestInit) => checkedFetch(`${app.api.url}/api/v1${path}`, init);
    expect((await leave({ fetch })).status).toBe(401);
  });

  test('without a body is refused', async () => {
    const student = await createStudent(app);
    expect((await student.fetch('/users/me', { method: 'DELETE' })).status).toBe(415);
    expect(await statusOf(student)).toBe('active');
  });

  test('five times at once begins one erasure', async () => {
    const student = await createStudent(app);
    const responses = await Promise.all([1, 2, 3, 4, 5].map(() => leave(student)));
    expect(responses.map(({ status }) => status).sort()).toEqual([202, 401, 401, 401, 401]);
    expect(await app.db('erasures').where({ userId: student.id })).toHaveLength(1);
    expect((await mailsOf(student)).filter((kind) => kind === 'erasure-requested')).toHaveLength(1);
    expect((await leave(student)).status).toBe(401);
  });

  test('leaves everybody else as they were', async () => {
    const [student, other] = [await createStudent(app), await createStudent(app)];
    const work = await openWork(other);
    await leave(student);
    expect(await statesOf(work)).toEqual(Array(4).fill('processing'));
    expect((await other.fetch('/auth/me')).status).toBe(200);
  });
});

describe('in the time of grace', () => {
  test('a login calls the erasure off, and what was cancelled stays cancelled', async () => {
    const student = await createStudent(app);
    const made = await fillAccount(app, student);
    const work = await openWork(student);
    await leave(student);
    const { id, workflowId } = await erasureOf(student);
    const login = await logIn(student);
    expect(login.status).toBe(200);
    const { accessToken } = (await body(login)).tokens;
    const headers = { Authorization: `Bearer ${accessToken}` };

    expect(await statusOf(student)).toBe('active');
    expect(await app.db('erasures').where({ id }).first()).toMatchObject({ status: 'cancelled', nextCheckAt: null });
    expect(await statesOf(work)).toEqual(Array(4).fill('cancelled'));
    expect(await actionsOf(student)).toEqual(expect.arrayContaining(['erasure.requested', 'erasure.called-off']));
    expect(await mailsOf(student)).toEqual(expect.arrayContaining(['erasure-requested', 'erasure-cancelled']));
    const material = await checkedFetch(`${app.api.url}/api/v1/materials/${made.materialId}`, { headers });
    expect(material.status).toBe(200);
    await expect(claimErasure(app, { id, runNo: 1 })).rejects.toMatchObject({ type: 'Superseded' });

    const client = createTemporalClient(app.config);
    const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
    expect(events?.some((event) => event.workflowExecutionCancelRequestedEventAttributes)).toBe(true);
    await client.connection.close();
  });

  test('leaving, coming back and leaving again are two erasures, of which one counts', async () => {
    const student = await createStudent(app);
    await leave(student);
    const { accessToken } = (await body(await logIn(student))).tokens;
    const fetch = (path: string, init?: RequestInit) => {
      const request = new Request(`${app.api.url}/api/v1${path}`, init);
      request.headers.set('Authorization', `Bearer ${accessToken}`);
      return checkedFetch(request);
    };
    expect((await leave({ fetch })).status).toBe(202);
    const rows = await app.db('erasures').where({ userId: student.id }).orderBy('createdAt').pluck('status');
    expect(rows).toEqual(['cancelled', 'queued']);
  });

  test('a new password by e-mail is a way back: it alone changes nothing, the login with it calls off', async () => {
    const student = await createStudent(app);
    await leave(student);
    const code = await issueCode({ kind: 'reset-password', userId: student.id, lifeMinutes: 30 }, app.clock(), app.db);
    const password = 'another horse, another battery';
    expect((await post('/auth/password/reset', { code, password })).status).toBe(204);
    expect(await statusOf(student)).toBe('erasing');
    expect((await logIn(student, password)).status).toBe(200);
    expect(await statusOf(student)).toBe('active');
  });

  test('a wrong password does not call it off', async () => {
    const student = await createStudent(app);
    await leave(student);
    expect((await logIn(student, 'not the password')).status).toBe(401);
    expect(await statusOf(student)).toBe('erasing');
  });

  test('five logins at once call off once', async () => {
    const student = await createStudent(app);
    await leave(student);
    const responses = await Promise.all([1, 2, 3, 4, 5].map(() => logIn(student)));
    expect(responses.map(({ status }) => status)).toEqual(Array(5).fill(200));
    expect((await actionsOf(student)).filter((action) => action === 'erasure.called-off')).toHaveLength(1);
    expect((await mailsOf(student)).filter((kind) => kind === 'erasure-cancelled')).toHaveLength(1);
  });

  test('it does not end before its time, whoever asks', async () => {
    const student = await createStudent(app);
    await leave(student);
    const { id, eraseAt } = await erasureOf(student);
    const until = eraseAt.toISOString();
    expect(await claimErasure(app, { id, runNo: 1 })).toEqual({ until });
    expect(await beginErasure(app, { id, runNo: 1 })).toEqual({ until });
    expect(await statusOf(student)).toBe('erasing');
  });

  test('an account that is being erased cannot be suspended meanwhile', async () => {
    const student = await createStudent(app);
    await leave(student);
    await expect(suspendUser(app, student.email)).rejects.toThrow('is being erased');
    expect(await statusOf(student)).toBe('erasing');
  });
});

describe('when the time of grace is over', () => {
  const endGrace = async (student: Student) => {
    const { id } = await erasureOf(student);
    await app
      .db('erasures')
      .where({ id })
      .update({ eraseAt: new Date(Date.now() - 1) });
    await claimErasure(app, { id, runNo: 1 });
    return { id, runNo: 1 };
  };

  test('a login is refused and changes nothing', async () => {
    const student = await createStudent(app);
    await leave(student);
    const run = await endGrace(student);
    expect(await beginErasure(app, run)).toEqual({ until: null });
    expect(await beginErasure(app, run)).toEqual({ until: null });
    const refused = await logIn(student);
    expect(refused.status).toBe(403);
    expect((await body(refused)).type).toContain('account-closed');
    const code = await issueCode({ kind: 'reset-password', userId: student.id, lifeMinutes: 30 }, app.clock(), app.db);
    const password = 'another horse, another battery';
    expect((await post('/auth/password/reset', { code, password })).status).toBe(403);
    expect(await statusOf(student)).toBe('erased');
    expect(await erasureOf(student)).toMatchObject({ status: 'processing', phase: 'removing' });
    expect(await app.db('sessions').where({ userId: student.id, revokedAt: null })).toEqual([]);
  });

  const waiting = async (): Promise<number> => {
    const { rows } = await app.db.raw(
      `SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows[0].n;
  };

  test.each(['the login', 'the end'])('of a login at the same moment and the end, %s wins wholly', async (winner) => {
    const student = await createStudent(app);
    await leave(student);
    const run = await endGrace(student);
    // Both come to the user's row, in this order, before either can have it.
    const holder = await app.db.transaction();
    await holder('users').where({ id: student.id }).forUpdate().first();
    const acts = [() => logIn(student), () => beginErasure(app, run).catch((error: unknown) => error)] as const;
    const going: Promise<unknown>[] = [];
    for (const act of winner === 'the login' ? acts : acts.toReversed()) {
      going.push(act());
      await eventually(async () => (await waiting()) === going.length);
    }
    await holder.commit();
    const results = await Promise.all(going);
    const [login, end] = (winner === 'the login' ? results : results.toReversed()) as [Response, unknown];
    const [user, erasure] = [await statusOf(student), await erasureOf(student)];
    const openSessions = await app.db('sessions').where({ userId: student.id, revokedAt: null });
    if (winner === 'the login') {
      expect([login.status, user, erasure.status, erasure.phase]).toEqual([200, 'active', 'cancelled', null]);
      expect(openSessions).toHaveLength(1);
      expect(end).toMatchObject({ type: 'Superseded' });
      await expect(beginErasure(app, run)).rejects.toMatchObject({ type: 'Superseded' });
    } else {
      expect([login.status, user, erasure.status, erasure.phase]).toEqual([403, 'erased', 'processing', 'removing']);
      expect(openSessions).toHaveLength(0);
      expect(end).toEqual({ until: null });
    }
  });
});

describe('for somebody who is suspended or leaving', () => {
  const leaving = async (status: string) => {
    const student = await createStudent(app);
    const work = await openWork(student);
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
      { ...app, starter, log, ai: { budget: { student: 0, total: 0 }, leastCost: 0 } },
      { userId: student.id, question: 'Why?', materialIds: [], generalAllowed: false, idempotent },
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

describe('with a Google login', () => {
  let google: GoogleDouble;
  let linked: TestApp;
  beforeAll(async () => {
    google = await startGoogle();
    linked = await startTestApp(google.env);
  });
  afterAll(async () => {
    await linked.close();
    await google.stop();
  });
  const json = (content: unknown, headers: Record<string, string> = {}) => ({
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(content),
  });
  const signIn = async (person: object) => {
    const idToken = await google.idToken({ ...person });
    return checkedFetch(`${linked.api.url}/api/v1/auth/google`, { method: 'POST', ...json({ idToken }) });
  };
  const leaveBy = (idToken: string, accessToken: string) => {
    const bearer = { Authorization: `Bearer ${accessToken}` };
    const content = json({ proof: { idToken } }, bearer);
    return checkedFetch(`${linked.api.url}/api/v1/users/me`, { method: 'DELETE', ...content });
  };

  test('a fresh one proves who leaves, a stale, used or foreign one does not, and a login by it calls off', async () => {
    const person = newPerson();
    const { user, tokens } = await body(await signIn(person));
    const status = async () => (await linked.db('users').where({ id: user.id }).first('status')).status;
    const seconds = Math.floor(Date.now() / 1_000);
    const stale = await google.idToken({ ...person, iat: seconds - 600 });
    const foreign = await google.idToken(newPerson());
    for (const idToken of [stale, foreign, 'x.y.z']) {
      const refused = await leaveBy(idToken, tokens.accessToken);
      expect([refused.status, (await body(refused)).type]).toEqual([
        403,
        expect.stringContaining('reauthentication-failed'),
      ]);
    }
    expect(await status()).toBe('active');

    const fresh = await google.idToken({ ...person });
    expect((await leaveBy(fresh, tokens.accessToken)).status).toBe(202);
    expect(await status()).toBe('erasing');

    const back = await signIn(person);
    expect(back.status).toBe(200);
    expect(await status()).toBe('active');
    expect((await leaveBy(fresh, (await body(back)).tokens.accessToken)).status).toBe(403);
  });
});

/** A payload's bytes in the clear. */
const decoded = (value: unknown): unknown => (value instanceof Uint8Array ? Buffer.from(value).toString() : value);
