import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listOperations } from '../../api/app.js';
import { postTo, problemOf } from '../support/http.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Where secrets may be guessed, mails asked for, or passwords hashed. A new one needs a line. */
const LIMITED = [
  'changePassword',
  'exchange',
  'forgetPassword',
  'linkGoogle',
  'logIn',
  'refresh',
  'requestErasure',
  'resendVerification',
  'resetPassword',
  'signInWithGoogle',
  'signUp',
  'unlinkGoogle',
  'verifyEmail',
];

let app: TestApp;
let student: Student;
beforeAll(async () => {
  // The sign-up of the student is one of them.
  app = await startTestApp({ SIGN_IN_PER_MINUTE: '3', REQUESTS_PER_MINUTE: '10000' });
  student = await createStudent(app);
});
afterAll(() => app.close());

describe('the small limit', () => {
  test('is that of every operation by which somebody may be guessed or mailed, and of no other', () => {
    const limited = listOperations().filter(({ limit }) => limit === 'sign-in');
    expect(limited.map(({ id }) => id).sort()).toEqual(LIMITED);
  });

  test('counts what is asked without a login by address, whatever it is', async () => {
    const email = `${randomUUID()}@example.org`;
    expect((await postTo(app, '/auth/password/forgot', { email })).status).toBe(202);
    expect((await postTo(app, '/auth/password/forgot', { email })).status).toBe(202);
    const third = await postTo(app, '/auth/password/forgot', { email });
    expect([third.status, await problemOf(third)]).toEqual([429, 'too-many-requests']);
    expect(third.headers.get('RateLimit-Limit')).toBe('3');
    expect(Number(third.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await app.db('mails').where({ recipientAddress: email })).toHaveLength(2);
    const login = await postTo(app, '/auth/login', { email, password: 'some password' });
    expect(login.status).toBe(429);
  });

  test('counts a student apart, and leaves the others to the large one', async () => {
    for (let call = 0; call < 3; call++) expect((await student.fetch('/auth/me')).status).toBe(200);
    const resend = () => student.fetch('/auth/email/resend', { method: 'POST' });
    expect([await resend(), await resend(), await resend(), await resend()].map(({ status }) => status)).toEqual([
      202, 202, 202, 429,
    ]);
    expect((await student.fetch('/auth/me')).status).toBe(200);
  });
});
