import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { type GoogleDouble, newPerson, startGoogle } from '../support/google.js';
import { startGoogleApp } from '../support/google-app.js';
import { json, postTo, problemOf } from '../support/http.js';
import { createStudent, PASSWORD } from '../support/student.js';
import { type TestApp, withTestApp } from '../support/test-app.js';

let google: GoogleDouble;
let app: TestApp;
beforeAll(async () => {
  ({ app, google } = await startGoogleApp());
});
afterAll(() => app.close());

const post = (path: string, content: unknown, where: Pick<TestApp, 'api'> = app) => postTo(where, path, content);
const signIn = (idToken: string, more: object = {}) => post('/auth/google', { idToken, ...more });

/** A student with a password, and calls in their name. */
async function student() {
  const made = await createStudent(app);
  return {
    ...made,
    link: (idToken: string) =>
      made.fetch('/auth/google/link', json('POST', { google: { idToken }, proof: { password: PASSWORD } })),
  };
}

describe('a first login with Google', () => {
  test('makes an account that has a verified e-mail, a name and no password', async () => {
    const person = { ...newPerson(), email: 'Ada.Lovelace@Gmail.example', email_verified: 'true' };
    const response = await signIn(await google.idToken(person));
    expect(response.status).toBe(201);
    const { user, tokens } = await body(response);
    expect(user).toMatchObject({
      email: 'ada.lovelace@gmail.example',
      emailVerified: true,
      displayName: 'Ada Lovelace',
    });
    const row = await app.db('users').where({ id: user.id }).first();
    expect(row).toMatchObject({ passwordHash: null, role: 'student', status: 'active' });
    expect(row.emailVerifiedAt).not.toBeNull();
    const me = await checkedFetch(`${app.api.url}/api/v1/auth/me`, {
      headers: { Authorization: `Bearer ${tokens.accessToken}` },
    });
    expect(me.status).toBe(200);
  });

  test('the next login is the same account, whatever its e-mail is by then', async () => {
    const person = newPerson();
    const first = await body(await signIn(await google.idToken(person)));
    const again = await signIn(await google.idToken({ ...person, email: 'renamed@gmail.example' }));
    expect(again.status).toBe(200);
    expect((await body(again)).user).toMatchObject({ id: first.user.id, email: person.email });
  });

  test('the same e-mail of another Google login is not the same person', async () => {
    const person = newPerson();
    await signIn(await google.idToken(person));
    const other = await signIn(await google.idToken({ ...newPerson(), email: person.email }));
    expect([other.status, await problemOf(other)]).toEqual([409, 'email-taken']);
  });

  test('ten at once make one account', async () => {
    const person = newPerson();
    const tokens = await Promise.all(Array.from({ length: 10 }, () => google.idToken(person)));
    const responses = await Promise.all(tokens.map((token) => signIn(token)));
    expect(responses.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201]);
    expect(await app.db('oauth_identities').where({ subject: person.sub })).toHaveLength(1);
  });

  test('ten at once with ten e-mails make one account, and leave no other', async () => {
    const person = newPerson();
    const emails = Array.from({ length: 10 }, (_, index) => `${index}.${person.email}`);
    const tokens = await Promise.all(emails.map((email) => google.idToken({ ...person, email })));
    const responses = await Promise.all(tokens.map((token) => signIn(token)));
    expect(responses.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201]);
    expect(await app.db('users').whereIn('email', emails)).toHaveLength(1);
  });

  test.each([
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ["Robert'); DROP TABLE users;--", "Robert'); DROP TABLE users;--"],
    ['\u0000\ud800', 'local.part'],
    [{ first: 'Ada' }, 'local.part'],
  ])('takes the name %j as text', async (name, shown) => {
    const email = `local.part@${newPerson().sub}.example`;
    const response = await signIn(await google.idToken({ name, email }));
    expect((await body(response)).user.displayName).toBe(shown);
  });

  test('cannot be made into one by password', async () => {
    const person = newPerson();
    await signIn(await google.idToken(person));
    const responses = await Promise.all([
      post('/auth/login', { email: person.email, password: PASSWORD }),
      post('/auth/signup', { email: person.email, password: PASSWORD, displayName: 'Thief' }),
    ]);
    expect(responses.map(({ status }) => status)).toEqual([401, 409]);
  });
});

describe('an e-mail that an account has already', () => {
  test('is never linked by itself: 409 names the way, and the same token then links', async () => {
    const { email, id, link } = await student();
    const person = { ...newPerson(), email };
    const idToken = await google.idToken(person);
    const clash = await signIn(idToken);
    expect(clash.status).toBe(409);
    expect(await body(clash)).toMatchObject({
      type: 'urn:scholium:problem:email-taken',
      detail: expect.stringContaining('POST /auth/google/link'),
    });
    expect(await app.db('oauth_identities').where({ userId: id })).toEqual([]);
    expect((await link(idToken)).status).toBe(204);
    const after = await signIn(await google.idToken(person));
    expect([after.status, (await body(after)).user.id]).toEqual([200, id]);
  });
});

describe('an account that cannot be used', () => {
  test('is not entered by Google either', async () => {
    const person = newPerson();
    const { user } = await body(await signIn(await google.idToken(person)));
    await app.db('users').where({ id: user.id }).update({ status: 'suspended' });
    const response = await signIn(await google.idToken(person));
    expect([response.status, await problemOf(response)]).toEqual([403, 'account-closed']);
  });

  test('in the time of grace of its erasure a login calls the erasure off', async () => {
    const person = newPerson();
    const { user } = await body(await signIn(await google.idToken(person)));
    await app.db('users').where({ id: user.id }).update({ status: 'erasing' });
    expect((await signIn(await google.idToken(person))).status).toBe(200);
    expect(await app.db('users').where({ id: user.id }).first()).toMatchObject({ status: 'active' });
  });
});

describe('without Google', () => {
  test('every route says that it is not set up', async () => {
    await withTestApp({ GOOGLE_CLIENT_ID: '', GOOGLE_CLIENT_SECRET: '' }, async (plain) => {
      const made = await createStudent(plain);
      const proof = { password: PASSWORD };
      const code = { code: 'x', codeVerifier: 'v'.repeat(43) };
      const responses = await Promise.all([
        post('/auth/google', { idToken: 'x' }, plain),
        post('/auth/exchange', code, plain),
        made.fetch('/auth/google/link', json('POST', { google: { idToken: 'x' }, proof })),
        made.fetch('/auth/google', json('DELETE', { proof })),
        fetch(`${plain.api.url}/connect/google`),
        fetch(`${plain.api.url}/connect/google/callback?code=x&state=y`),
      ]);
      expect(responses.map(({ status }) => status)).toEqual(Array(6).fill(503));
      expect(await Promise.all(responses.map(problemOf))).toEqual(Array(6).fill('google-not-configured'));
    });
  });

  test('with a client id alone id tokens are taken, and logins in the browser are not', async () => {
    await withTestApp({ ...google.env, GOOGLE_CLIENT_SECRET: '' }, async (mobile) => {
      expect((await post('/auth/google', { idToken: await google.idToken() }, mobile)).status).toBe(201);
      expect((await fetch(`${mobile.api.url}/connect/google`)).status).toBe(503);
    });
  });
});

describe('a Google that does not answer', () => {
  test('is our trouble and not the token’s, and is asked again once it is back', async () => {
    const away = await startGoogle();
    await withTestApp(away.env, async (cut) => {
      const token = await away.idToken();
      const { port } = new URL(away.issuer);
      await away.stop();
      const response = await post('/auth/google', { idToken: token }, cut);
      expect([response.status, await problemOf(response)]).toEqual([503, 'service-unavailable']);
      expect(response.headers.get('Retry-After')).toBe('5');
      await away.server.start(Number(port), '127.0.0.1');
      expect((await post('/auth/google', { idToken: token }, cut)).status).toBe(201);
      await away.stop();
    });
  });
});
