import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { type GoogleDouble, newPerson } from '../support/google.js';
import { startGoogleApp } from '../support/google-app.js';
import { bearer, json, postTo, problemOf } from '../support/http.js';
import { createStudent, PASSWORD } from '../support/student.js';
import type { TestApp } from '../support/test-app.js';

let google: GoogleDouble;
let app: TestApp;
beforeAll(async () => {
  ({ app, google } = await startGoogleApp());
});
afterAll(() => app.close());

const post = (path: string, content: unknown, where: Pick<TestApp, 'api'> = app) => postTo(where, path, content);
const signIn = (idToken: string, more: object = {}) => post('/auth/google', { idToken, ...more });

const PROOF = { password: PASSWORD };

/** A student with a password, and calls in their name. */
async function student() {
  const made = await createStudent(app);
  return {
    ...made,
    link: (idToken: string) => made.fetch('/auth/google/link', json('POST', { google: { idToken }, proof: PROOF })),
    unlink: (proof: object = PROOF) => made.fetch('/auth/google', json('DELETE', { proof })),
  };
}

describe('linking', () => {
  test('lets a student sign in with a Google login of another e-mail, and tells by mail and in the audit log', async () => {
    const { id, link } = await student();
    const person = newPerson();
    expect((await link(await google.idToken(person))).status).toBe(204);
    const login = await signIn(await google.idToken(person));
    expect([login.status, (await body(login)).user.id]).toEqual([200, id]);
    expect(await app.db('audit_log').where({ subjectId: id, action: 'google.linked' })).toHaveLength(1);
    expect(await app.db('mails').where({ userId: id, kind: 'google-linked' })).toHaveLength(1);
  });

  test('again is fine, and tells nobody twice', async () => {
    const { id, link } = await student();
    const person = newPerson();
    const tokens = await Promise.all(Array.from({ length: 5 }, () => google.idToken(person)));
    const responses = await Promise.all(tokens.map((token) => link(token)));
    expect(responses.map(({ status }) => status)).toEqual(Array(5).fill(204));
    expect(await app.db('audit_log').where({ subjectId: id, action: 'google.linked' })).toHaveLength(1);
    expect(await app.db('mails').where({ userId: id, kind: 'google-linked' })).toHaveLength(1);
  });

  test("another student's Google login cannot be taken over, also by two at once", async () => {
    const [one, other] = [await student(), await student()];
    const person = newPerson();
    const [first, second] = [await google.idToken(person), await google.idToken(person)];
    const responses = await Promise.all([one.link(first), other.link(second)]);
    expect(responses.map(({ status }) => status).sort()).toEqual([204, 409]);
    const refused = responses.find(({ status }) => status === 409) as Response;
    expect(await problemOf(refused)).toBe('google-identity-taken');
    expect(await app.db('oauth_identities').where({ subject: person.sub })).toHaveLength(1);
  });

  test('an account has one Google login at most', async () => {
    const { link, id } = await student();
    expect((await link(await google.idToken())).status).toBe(204);
    const refused = await link(await google.idToken());
    expect([refused.status, await problemOf(refused)]).toEqual([409, 'google-identity-taken']);
    expect(await app.db('oauth_identities').where({ userId: id })).toHaveLength(1);
  });

  test('needs a session, a valid token, and one that was not used', async () => {
    const { link } = await student();
    expect(
      (await post('/auth/google/link', { google: { idToken: await google.idToken() }, proof: PROOF })).status,
    ).toBe(401);
    expect((await link(await google.idToken({ aud: 'stranger' }))).status).toBe(401);
    const token = await google.idToken();
    await signIn(token);
    expect(await problemOf(await link(token))).toBe('google-token-invalid');
  });
});

describe('unlinking', () => {
  const unlinkAs = (accessToken: string, proof: object) =>
    checkedFetch(`${app.api.url}/api/v1/auth/google`, json('DELETE', { proof }, bearer(accessToken)));

  test('takes the Google login away, which then is free, and tells by mail', async () => {
    const { id, link, unlink } = await student();
    const person = newPerson();
    await link(await google.idToken(person));
    expect([(await unlink()).status, (await unlink()).status]).toEqual([204, 204]);
    expect(await app.db('audit_log').where({ subjectId: id, action: 'google.unlinked' })).toHaveLength(1);
    expect(await app.db('mails').where({ userId: id, kind: 'google-unlinked' })).toHaveLength(1);
    expect((await signIn(await google.idToken(person))).status).toBe(201);
  });

  test('is refused where it is the only way in, and leaves the proof as it was', async () => {
    const person = newPerson();
    const { tokens, user } = await body(await signIn(await google.idToken(person)));
    const proof = { idToken: await google.idToken(person) };
    for (let time = 0; time < 2; time += 1) {
      const response = await unlinkAs(tokens.accessToken, proof);
      expect([response.status, await problemOf(response)]).toEqual([409, 'last-sign-in-method']);
    }
    expect(await app.db('oauth_identities').where({ userId: user.id })).toHaveLength(1);
  });

  test('is refused with a wrong proof, and without any', async () => {
    const { id, link, unlink } = await student();
    await link(await google.idToken());
    const wrong = await unlink({ password: 'not the password' });
    expect([wrong.status, await problemOf(wrong)]).toEqual([403, 'reauthentication-failed']);
    expect((await unlink({})).status).toBe(422);
    expect(await app.db('oauth_identities').where({ userId: id })).toHaveLength(1);
  });

  test('needs a session', async () => {
    expect((await unlinkAs('', PROOF)).status).toBe(401);
  });
});

describe('the profile', () => {
  test('lists the Google login with its day, under an ETag that follows it', async () => {
    const { link, unlink, fetch } = await student();
    const read = async () => {
      const response = await fetch('/users/me');
      return { etag: response.headers.get('ETag') ?? '', identities: (await body(response)).identities };
    };
    const before = await read();
    expect(before.identities).toEqual([]);
    await link(await google.idToken());
    const linked = await read();
    expect(linked.identities).toEqual([{ issuer: google.issuer, linkedAt: expect.any(String) }]);
    expect(Math.abs(Date.now() - Date.parse(linked.identities[0].linkedAt))).toBeLessThan(60_000);
    await unlink();
    const after = await read();
    expect(after.identities).toEqual([]);
    expect(new Set([before.etag, linked.etag, after.etag]).size).toBe(3);
  });
});
