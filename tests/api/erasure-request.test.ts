import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { issueCode } from '../../services/auth/one-time-codes.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
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
const statusOf = async ({ id }: Student) => (await app.db('users').where({ id }).first('status'))?.status;
const erasureOf = ({ id: userId }: Student) =>
  app.db('erasures').where({ userId }).orderBy('createdAt', 'desc').first();
const actionsOf = ({ id: subjectId }: Student) => app.db('audit_log').where({ subjectId }).pluck('action');
const mailsOf = ({ id: userId }: Student) => app.db('mails').where({ userId }).pluck('kind');

describe('asking for erasure', () => {
  test('begins seven days of grace, in which nobody is signed in and nothing is in work', async () => {
    const student = await createStudent(app);
    const work = await openWork(app, student);
    const code = await issueCode(
      { kind: 'verify-email', userId: student.id, lifeMinutes: 60, now: app.clock() },
      app.db,
    );
    const response = await leave(student);
    expect(response.status).toBe(202);
    const { status, eraseAt, receiptId } = await body(response);
    expect(status).toBe('erasing');
    const days = (new Date(eraseAt).getTime() - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.99);
    expect(days).toBeLessThan(7.01);

    expect(await statusOf(student)).toBe('erasing');
    expect(await erasureOf(student)).toMatchObject({
      id: receiptId,
      status: 'queued',
      phase: 'grace',
      eraseAt: new Date(eraseAt),
    });
    expect((await student.fetch('/auth/me')).status).toBe(401);
    expect((await student.fetch('/users/me/export', { method: 'POST' })).status).toBe(401);
    expect((await post('/auth/refresh', { refreshToken: student.refreshToken })).status).toBe(401);
    expect(await statesOf(app, work)).toEqual(Array(4).fill('cancelled'));
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
    const work = await openWork(app, student);
    const response = await leave(student, content);
    expect(response.status).toBe(status);
    expect((await body(response)).type).toContain(type);
    expect(await statusOf(student)).toBe('active');
    expect(await statesOf(app, work)).toEqual(Array(4).fill('processing'));
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
    const work = await openWork(app, other);
    await leave(student);
    expect(await statesOf(app, work)).toEqual(Array(4).fill('processing'));
    expect((await other.fetch('/auth/me')).status).toBe(200);
  });
});

/** A payload's bytes in the clear. */
const decoded = (value: unknown): unknown => (value instanceof Uint8Array ? Buffer.from(value).toString() : value);
