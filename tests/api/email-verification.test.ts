import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { issueCode } from '../../services/auth/one-time-codes.js';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { eventually } from '../support/eventually.js';
import { bearer, postTo, problemOf } from '../support/http.js';
import { createStudent, PASSWORD, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const NEW_PASSWORD = 'a wholly new password';

/** No worker runs here: mails stay queued, and tests make the codes that they would carry. */
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const post = (path: string, content?: unknown, accessToken?: string) =>
  postTo(app, path, content, accessToken ? bearer(accessToken) : {});
const reset = (code: string, password = NEW_PASSWORD) => post('/auth/password/reset', { code, password });
const verify = (code: string) => post('/auth/email/verify', { code });
const statuses = (responses: Response[]) => responses.map(({ status }) => status).sort();

const codeFor = (userId: string, kind: 'verify-email' | 'reset-password' = 'reset-password', lifeMinutes = 30) =>
  issueCode({ kind, userId, lifeMinutes, now: app.clock() }, app.db);
const userRow = ({ id }: Pick<Student, 'id'>) => app.db('users').where({ id }).first();
const mailsOf = ({ id: userId }: Pick<Student, 'id'>, kind: string) => app.db('mails').where({ userId, kind });
const setStatus = ({ id }: Pick<Student, 'id'>, status: string) => app.db('users').where({ id }).update({ status });
const emailVerified = async ({ accessToken }: Pick<Student, 'accessToken'>) => {
  const me = await checkedFetch(`${app.api.url}/api/v1/auth/me`, { headers: bearer(accessToken) });
  return (await body(me)).emailVerified;
};

describe('proving the e-mail', () => {
  test('sign-up queues one mail for it, in the transaction of the account', async () => {
    const student = await createStudent(app);
    expect(await emailVerified(student)).toBe(false);
    const [mail, ...others] = await mailsOf(student, 'verify-email');
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ status: 'queued', recipientAddress: null, workflowId: `mail:${mail.id}:1` });
    const before = await app.db('mails').count('* as n').first();
    expect((await post('/auth/signup', { email: student.email, password: PASSWORD, displayName: 'T' })).status).toBe(
      409,
    );
    expect(await app.db('mails').count('* as n').first()).toEqual(before);
  });

  test('a code proves it, once', async () => {
    const student = await createStudent(app);
    const code = await codeFor(student.id, 'verify-email');
    expect((await verify(code)).status).toBe(204);
    await eventually(() => emailVerified(student));
    const { emailVerifiedAt } = await userRow(student);
    const again = await verify(code);
    expect([again.status, await problemOf(again)]).toEqual([400, 'code-invalid']);
    expect((await userRow(student)).emailVerifiedAt).toEqual(emailVerifiedAt);
  });

  test('the same code ten times at once works once', async () => {
    const { id } = await createStudent(app);
    const code = await codeFor(id, 'verify-email');
    expect(statuses(await Promise.all(Array.from({ length: 10 }, () => verify(code))))).toEqual([
      204,
      ...Array(9).fill(400),
    ]);
  });

  test('a wrong, an expired and a code for something else are refused alike, and change nothing', async () => {
    const student = await createStudent(app);
    const codes = [
      'nobody has this',
      "' OR true; --",
      await codeFor(student.id, 'verify-email', -1),
      await codeFor(student.id, 'reset-password'),
    ];
    const responses = await Promise.all(codes.map(verify));
    const seen = await Promise.all(responses.map(body));
    expect(responses.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect(new Set(seen.map((problem) => JSON.stringify({ ...problem, requestId: '' }))).size).toBe(1);
    expect((await userRow(student)).emailVerifiedAt).toBeNull();
    const crossed = await reset(await codeFor(student.id, 'verify-email'));
    expect(crossed.status).toBe(400);
  });

  test('somebody who is suspended proves nothing', async () => {
    const student = await createStudent(app);
    const code = await codeFor(student.id, 'verify-email');
    await setStatus(student, 'suspended');
    expect((await verify(code)).status).toBe(403);
    expect((await userRow(student)).emailVerifiedAt).toBeNull();
  });

  test('another mail can be asked for by whoever is signed in, until the e-mail is verified', async () => {
    const student = await createStudent(app);
    expect((await post('/auth/email/resend')).status).toBe(401);
    expect((await post('/auth/email/resend', undefined, student.accessToken)).status).toBe(202);
    expect(await mailsOf(student, 'verify-email')).toHaveLength(2);
    await verify(await codeFor(student.id, 'verify-email'));
    expect((await post('/auth/email/resend', undefined, student.accessToken)).status).toBe(202);
    expect(await mailsOf(student, 'verify-email')).toHaveLength(2);
  });

  test('codes are stored as hashes only', async () => {
    const { id: userId } = await createStudent(app);
    const code = await codeFor(userId);
    const row = await app.db('one_time_codes').where({ userId }).first();
    expect(JSON.stringify({ ...row, codeHash: row.codeHash.toString('latin1') })).not.toContain(code);
    expect(row.codeHash).toHaveLength(32);
  });
});
