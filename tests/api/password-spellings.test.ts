import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { issueCode } from '../../services/auth/one-time-codes.js';
import { body } from '../support/body.js';
import { bearer, postTo } from '../support/http.js';
import { createStudent, PASSWORD } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const decomposed = 'cafe\u0301 corre\u0301ct horse';
const composed = 'caf\u00e9\u00a0corr\u00e9ct\u2003horse';
const signUp = (email: string, password: string) =>
  postTo(app, '/auth/signup', { email, password, displayName: 'Ada' });
const logIn = (email: string, password: string) => postTo(app, '/auth/login', { email, password });

test('a password opens the account however a keyboard spells it, set at sign-up, by a change or by a reset', async () => {
  const email = `${randomUUID()}@example.org`;
  const { user, tokens } = await body(await signUp(email, decomposed));
  expect((await logIn(email, composed)).status).toBe(200);
  expect((await logIn(email, decomposed)).status).toBe(200);

  const change = { proof: { password: composed }, password: `${composed}, changed` };
  expect((await postTo(app, '/auth/password/change', change, bearer(tokens.accessToken))).status).toBe(204);
  expect((await logIn(email, `${decomposed}, changed`)).status).toBe(200);

  const code = await issueCode({ kind: 'reset-password', userId: user.id, lifeMinutes: 30, now: app.clock() }, app.db);
  const reset = { code, password: `${decomposed}, reset` };
  expect((await postTo(app, '/auth/password/reset', reset)).status).toBe(204);
  expect((await logIn(email, `${composed}, reset`)).status).toBe(200);
});

test('case, spaces around it and compatible letters make another password', async () => {
  const { email } = await createStudent(app);
  for (const password of [PASSWORD.toUpperCase(), ` ${PASSWORD}`, PASSWORD.replace('c', '\uff43')])
    expect((await logIn(email, password)).status).toBe(401);
});

test('a password may be as long in either spelling', async () => {
  const email = `${randomUUID()}@example.org`;
  const long = 'e\u0301abcd'.repeat(40);
  expect((await signUp(email, long)).status).toBe(201);
  expect((await logIn(email, long.normalize('NFC'))).status).toBe(200);
});
