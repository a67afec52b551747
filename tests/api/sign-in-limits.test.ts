import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listOperations } from '../../api/register-routes.js';
import { postTo, problemOf } from '../support/http.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Where secrets may be guessed, mails asked for, or passwords hashed. A new one needs a line. */
const LIMITED = [
  'changePassword',
  'exchange',
  'explainUnsubscribe',
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
  'unsubscribe',
  'verifyEmail',
];

let app: TestApp;
let student: Student;
beforeAll(async () => {
  // The sign-up of the student is one of them.
  app = await startTestApp({ SIGN_IN_PER_MINUTE: '6' });
  student = await createStudent(app);
});
afterAll(() => app.close());

/** Asks until it is refused, soon: a process that lost Redis for a moment counts anew. */
async function untilRefused(ask: () => Promise<Response>): Promise<{ refused: Response; before: number[] }> {
  const before: number[] = [];
  while (before.length < 20) {
    const response = await ask();
    if (response.status === 429) return { refused: response, before };
    before.push(response.status);
  }
  throw new Error(`was not refused: ${before}`);
}

describe('the small limit', () => {
  test('is that of every operation by which somebody may be guessed or mailed, and of no other', () => {
    const limited = listOperations().filter(({ limit }) => limit === 'sign-in');
    expect(limited.map(({ id }) => id).sort()).toEqual(LIMITED);
  });

  test('counts what is asked without a login by address, whatever it is', async () => {
    const email = `${randomUUID()}@example.org`;
    const { refused, before } = await untilRefused(() => postTo(app, '/auth/password/forgot', { email }));
    expect(await problemOf(refused)).toBe('too-many-requests');
    expect(refused.headers.get('RateLimit-Policy')).toBe('"sign-in";q=3;w=30');
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await app.db('mails').where({ recipientAddress: email })).toHaveLength(before.length);
    await untilRefused(() => postTo(app, '/auth/login', { email, password: 'some password' }));
  });

  test('counts a student apart, and leaves the others to the large one', async () => {
    for (let call = 0; call < 3; call++) expect((await student.fetch('/auth/me')).status).toBe(200);
    const { before } = await untilRefused(() => student.fetch('/auth/email/resend', { method: 'POST' }));
    expect(before.slice(0, 3)).toEqual([202, 202, 202]);
    expect((await student.fetch('/auth/me')).status).toBe(200);
  });
});
