import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { type GoogleDouble, newPerson } from '../support/google.js';
import { startGoogleApp } from '../support/google-app.js';
import { bearer, json, postTo } from '../support/http.js';
import type { TestApp } from '../support/test-app.js';

let app: TestApp;
let google: GoogleDouble;
beforeAll(async () => {
  ({ app, google } = await startGoogleApp());
});
afterAll(() => app.close());

const signIn = async (person: object) => postTo(app, '/auth/google', { idToken: await google.idToken({ ...person }) });
const leaveBy = (idToken: string, accessToken: string) =>
  checkedFetch(`${app.api.url}/api/v1/users/me`, json('DELETE', { proof: { idToken } }, bearer(accessToken)));

test('a fresh id token proves who leaves, a stale, used or foreign one does not, and a login by it calls off', async () => {
  const person = newPerson();
  const { user, tokens } = await body(await signIn(person));
  const status = async () => (await app.db('users').where({ id: user.id }).first('status')).status;
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
