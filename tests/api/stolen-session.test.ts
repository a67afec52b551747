import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { issueCode } from '../../services/auth/one-time-codes.js';
import { mailText } from '../../services/mail/mail-text.js';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { buildIdentity } from '../support/factories/index.js';
import { type GoogleDouble, newPerson } from '../support/google.js';
import { loginRows, startGoogleApp } from '../support/google-app.js';
import { bearer, json, postTo, problemOf } from '../support/http.js';
import { createStudent, PASSWORD } from '../support/student.js';
import type { TestApp } from '../support/test-app.js';

let google: GoogleDouble;
let app: TestApp;
beforeAll(async () => {
  ({ app, google } = await startGoogleApp());
});
afterAll(() => app.close());

const signIn = async (person: object) => postTo(app, '/auth/google', { idToken: await google.idToken({ ...person }) });
const reset = (code: string, password: string) => postTo(app, '/auth/password/reset', { code, password });

/** A student with a password, and what somebody who has their access token would ask for. */
async function student() {
  const made = await createStudent(app);
  const linking = (idToken: string, proof: object) => json('POST', { google: { idToken }, proof });
  return {
    ...made,
    link: (idToken: string, proof: object) => made.fetch('/auth/google/link', linking(idToken, proof)),
    change: (password: string, proof: object, more: object = {}) =>
      made.fetch('/auth/password/change', json('POST', { password, proof, ...more })),
    guess: (password: string) => made.fetch('/users/me', json('DELETE', { proof: { password } })),
  };
}

describe('somebody who has an access token and nothing else', () => {
  test('links no Google login, whatever they show of their own, and only the audit log tells', async () => {
    const { id, link } = await student();
    const thief = newPerson();
    const before = await loginRows(app);
    for (const proof of [
      { password: 'not the password' },
      { idToken: await google.idToken(thief) },
      { idToken: await google.idToken() },
    ]) {
      const response = await link(await google.idToken(thief), proof);
      expect([response.status, await problemOf(response)]).toEqual([403, 'reauthentication-failed']);
    }
    expect((await link(await google.idToken(thief), {})).status).toBe(422);
    expect(await loginRows(app)).toEqual(before);
    expect(await app.db('audit_log').where({ subjectId: id, action: 'proof.wrong' })).toHaveLength(3);
    expect((await signIn(thief)).status).toBe(201);
  });

  test('sets no password by a Google login that was linked after their session began', async () => {
    const { id, email, link, change } = await student();
    const person = newPerson();
    expect((await link(await google.idToken(person), { password: PASSWORD })).status).toBe(204);
    const refused = await change('the one of a thief', { idToken: await google.idToken(person) });
    expect([refused.status, await problemOf(refused)]).toEqual([403, 'reauthentication-failed']);
    expect((await postTo(app, '/auth/login', { email, password: PASSWORD })).status).toBe(200);
    // Its owner, who signs in with it later, does.
    const { tokens } = await body(await signIn(person));
    const content = { password: 'the one of its owner', proof: { idToken: await google.idToken(person) } };
    expect((await postTo(app, '/auth/password/change', content, bearer(tokens.accessToken))).status).toBe(204);
    expect(await app.db('audit_log').where({ subjectId: id, action: 'password.changed' })).toHaveLength(1);
  });

  test('is out after a new password by mail, which says so, also with a Google login that was linked before', async () => {
    const { id } = await student();
    await app.db('users').where({ id }).update({ emailVerifiedAt: new Date() });
    const thief = newPerson();
    await buildIdentity(app.db, { userId: id, issuer: google.issuer, subject: String(thief.sub) });
    const code = await issueCode({ kind: 'reset-password', userId: id, lifeMinutes: 30, now: app.clock() }, app.db);
    expect((await reset(code, 'a wholly new password')).status).toBe(204);
    expect((await body(await signIn(thief))).user.id).not.toBe(id);
    expect(await app.db('mails').where({ userId: id }).pluck('kind')).toContain('password-reset');
    expect(mailText('password-reset', {}).text).toContain('any Google login that was linked is linked no more');
  });

  test('is out as well after a change of the password that asks for it', async () => {
    const { id, link, change } = await student();
    await link(await google.idToken(), { password: PASSWORD });
    expect((await change('a first new password', { password: PASSWORD })).status).toBe(204);
    expect(await app.db('oauth_identities').where({ userId: id })).toHaveLength(1);
    const again = { password: 'a first new password' };
    expect((await change('a second new password', again, { unlinkGoogle: true })).status).toBe(204);
    expect(await app.db('oauth_identities').where({ userId: id })).toEqual([]);
    expect(await app.db('mails').where({ userId: id }).pluck('kind')).toContain('google-unlinked');
    const lines = await app.db('audit_log').where({ subjectId: id, action: 'password.changed' }).orderBy('id');
    expect(lines.map(({ details }) => details.identitiesRemoved)).toEqual([0, 1]);
  });
});

describe('guessing the password with it', () => {
  test('gets few tries, also when all come at once, and is told how long to wait', async () => {
    const { id, guess } = await student();
    const responses = await Promise.all(Array.from({ length: 40 }, () => guess('not the password')));
    const looked = responses.filter(({ status }) => status === 403);
    expect(looked.length).toBeGreaterThanOrEqual(5);
    expect(looked.length).toBeLessThan(10);
    const refused = responses.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await app.db('audit_log').where({ subjectId: id, action: 'proof.wrong' })).toHaveLength(looked.length);
  });

  test('ends the session at the tenth wrong one, and no other', async () => {
    const { sessionId, email, guess, fetch, refreshToken } = await student();
    const { tokens } = await body(await postTo(app, '/auth/login', { email, password: PASSWORD }));
    await app.db('sessions').where({ id: sessionId }).update({ wrongProofs: 9 });
    expect((await guess('not the password')).status).toBe(401);
    expect((await fetch('/auth/me')).status).toBe(401);
    expect((await postTo(app, '/auth/refresh', { refreshToken })).status).toBe(401);
    const headers = bearer(tokens.accessToken);
    expect((await checkedFetch(`${app.api.url}/api/v1/auth/me`, { headers })).status).toBe(200);
  });
});
