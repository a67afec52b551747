import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { beginErasure, claimErasure } from '../../services/account/erasure/begin-erasure.js';
import { suspendUser } from '../../services/account/suspend-user.js';
import { issueCode } from '../../services/auth/one-time-codes.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { eventually } from '../support/eventually.js';
import { fillAccount } from '../support/full-account.js';
import { json, postTo } from '../support/http.js';
import { openWork, statesOf } from '../support/open-work.js';
import { createStudent, PASSWORD, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** No worker runs here: what is asked for stays as it was left. */
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const post = (path: string, content: unknown) => postTo(app, path, content);
const leave = (student: Pick<Student, 'fetch'>, content: unknown = { proof: { password: PASSWORD } }) =>
  student.fetch('/users/me', json('DELETE', content));
const logIn = ({ email }: Student, password = PASSWORD) => post('/auth/login', { email, password });
const statusOf = async ({ id }: Student) => (await app.db('users').where({ id }).first('status'))?.status;
const erasureOf = ({ id: userId }: Student) =>
  app.db('erasures').where({ userId }).orderBy('createdAt', 'desc').first();
const actionsOf = ({ id: subjectId }: Student) => app.db('audit_log').where({ subjectId }).pluck('action');
const mailsOf = ({ id: userId }: Student) => app.db('mails').where({ userId }).pluck('kind');

describe('in the time of grace', () => {
  test('a login calls the erasure off, and what was cancelled stays cancelled', async () => {
    const student = await createStudent(app);
    const made = await fillAccount(app, student);
    const work = await openWork(app, student);
    await leave(student);
    const { id, workflowId } = await erasureOf(student);
    const login = await logIn(student);
    expect(login.status).toBe(200);
    const { accessToken } = (await body(login)).tokens;
    const headers = { Authorization: `Bearer ${accessToken}` };

    expect(await statusOf(student)).toBe('active');
    expect(await app.db('erasures').where({ id }).first()).toMatchObject({ status: 'cancelled', nextCheckAt: null });
    expect(await statesOf(app, work)).toEqual(Array(4).fill('cancelled'));
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

  test('a login has the timer of the streak go on, which judges what went by meanwhile', async () => {
    const student = await createStudent(app);
    const { lessonId } = await fillAccount(app, await createStudent(app));
    await student.fetch(`/lessons/${lessonId}/complete`, { method: 'POST' });
    const streak = () => app.db('streaks').where({ id: student.id }).first();
    await leave(student);
    expect(await streak()).toMatchObject({ status: 'cancelled', length: 1, wakeAt: null });
    await logIn(student);
    expect(await streak()).toMatchObject({ status: 'running', length: 1, runNo: 2, wakeAt: expect.any(Date) });

    const { accessToken } = (await body(await logIn(student))).tokens;
    const headers = { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' };
    const content = JSON.stringify({ proof: { password: PASSWORD } });
    await checkedFetch(`${app.api.url}/api/v1/users/me`, { method: 'DELETE', headers, body: content });
    await app.db.raw('UPDATE streaks SET through = through - 3 WHERE id = ?', [student.id]);
    await logIn(student);
    expect(await streak()).toMatchObject({ status: 'cancelled', length: 0, runNo: 2, wakeAt: null });
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
    const code = await issueCode(
      { kind: 'reset-password', userId: student.id, lifeMinutes: 30, now: app.clock() },
      app.db,
    );
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
    await expect(suspendUser(app, student)).rejects.toThrow('is being erased');
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
    const code = await issueCode(
      { kind: 'reset-password', userId: student.id, lifeMinutes: 30, now: app.clock() },
      app.db,
    );
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
