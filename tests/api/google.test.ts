import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { CLIENT_ID, type GoogleDouble, MOBILE_CLIENT_ID, newPerson, startGoogle } from '../support/google.js';
import { createStudent, PASSWORD } from '../support/student.js';
import { startTestApp, type TestApp, withTestApp } from '../support/test-app.js';

let google: GoogleDouble;
let app: TestApp;
beforeAll(async () => {
  google = await startGoogle();
  app = await startTestApp(google.env);
});
afterAll(async () => {
  await app?.close();
  await google?.stop();
});

const post = (path: string, content: unknown, { api }: Pick<TestApp, 'api'> = app) =>
  checkedFetch(`${api.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(content),
  });
const signIn = (idToken: string, more: object = {}) => post('/auth/google', { idToken, ...more });
const typeOf = async (response: Response) => (await body(response)).type?.replace('urn:scholium:problem:', '');

/** A student with a password, and calls in their name. */
async function student() {
  const made = await createStudent(app);
  const send = (method: string, path: string, content?: unknown) =>
    made.fetch(path, {
      method,
      ...(content ? { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(content) } : {}),
    });
  return {
    ...made,
    link: (idToken: string) => send('POST', '/auth/google/link', { idToken }),
    unlink: () => send('DELETE', '/auth/google'),
  };
}

/** Everything that a login could write. */
const written = async () => {
  const tables = ['users', 'oauth_identities', 'sessions', 'one_time_codes', 'mails'];
  const counts = await Promise.all(tables.map((table) => app.db(table).count('* as n').first()));
  return counts.map((count) => count?.n);
};

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
    expect([other.status, await typeOf(other)]).toEqual([409, 'email-taken']);
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
    expect([response.status, await typeOf(response)]).toEqual([403, 'account-closed']);
  });

  test('in the time of grace of its erasure a login calls the erasure off', async () => {
    const person = newPerson();
    const { user } = await body(await signIn(await google.idToken(person)));
    await app.db('users').where({ id: user.id }).update({ status: 'erasing' });
    expect((await signIn(await google.idToken(person))).status).toBe(200);
    expect(await app.db('users').where({ id: user.id }).first()).toMatchObject({ status: 'active' });
  });
});

describe('id tokens', () => {
  const now = () => Math.floor(Date.now() / 1_000);
  const claims = (more: JWTPayload = {}): JWTPayload => ({
    ...newPerson(),
    iss: google.issuer,
    aud: CLIENT_ID,
    iat: now(),
    exp: now() + 600,
    ...more,
  });
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  async function signedByStranger(header: object = {}): Promise<string> {
    const { privateKey } = await generateKeyPair('RS256');
    return new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', kid: google.kid, ...header }).sign(privateKey);
  }

  /** The public key taken for a shared secret. */
  async function signedByPublicKey(): Promise<string> {
    const [jwk] = google.server.issuer.keys.toJSON().filter(({ kid }) => kid === google.kid);
    const pem = createPublicKey({ key: { ...jwk }, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    return new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: google.kid }).sign(Buffer.from(pem));
  }

  async function altered(): Promise<string> {
    const [header, , signature] = (await google.idToken()).split('.');
    return `${header}.${part(claims())}.${signature}`;
  }

  test.each<[string, () => Promise<string>]>([
    ['garbage', async () => 'x.y.z'],
    ['NUL', async () => '\u0000'],
    ['a lone surrogate', async () => '\ud800'],
    ['alg none', async () => `${part({ alg: 'none' })}.${part(claims())}.`],
    ['alg none under a key of Google', async () => `${part({ alg: 'none', kid: google.kid })}.${part(claims())}.`],
    ['claims changed after signing', altered],
    ["a stranger's key under the name of Google's", () => signedByStranger()],
    ['a key that Google does not list', () => signedByStranger({ kid: 'mine' })],
    [
      'a key that comes with the token',
      async () => {
        const { publicKey } = await generateKeyPair('RS256', { extractable: true });
        return signedByStranger({ jwk: await exportJWK(publicKey), jku: 'https://evil.example/jwks' });
      },
    ],
    ['the public key as a secret', signedByPublicKey],
    ['another issuer', () => google.idToken({ iss: 'https://accounts.google.com' })],
    ['another audience', () => google.idToken({ aud: 'stranger.apps.example' })],
    ['no audience', () => google.idToken({ aud: undefined })],
    [
      'a further audience that is not ours',
      () => google.idToken({ aud: [CLIENT_ID, 'stranger.apps.example'], azp: CLIENT_ID }),
    ],
    [
      'two audiences, asked for by a stranger',
      () => google.idToken({ aud: [CLIENT_ID, MOBILE_CLIENT_ID], azp: 'stranger.apps.example' }),
    ],
    ['two audiences, asked for by nobody', () => google.idToken({ aud: [CLIENT_ID, MOBILE_CLIENT_ID] })],
    ['an end that is over', () => google.idToken({ exp: now() - 11 })],
    ['no end', () => google.idToken({ exp: undefined })],
    ['a start that is still to come', () => google.idToken({ nbf: now() + 60 })],
    ['an issue that is still to come', () => google.idToken({ iat: now() + 60 })],
    ['no subject', () => google.idToken({ sub: undefined })],
    ['a subject that is no text', () => google.idToken({ sub: 7 })],
    ['a subject that cannot be stored', () => google.idToken({ sub: 'a\u0000b' })],
    ['a nonce that the client does not know', () => google.idToken({ nonce: 'of another login' })],
  ])('with %s are refused, and nothing is written', async (_what, make) => {
    const token = await make();
    const before = await written();
    const response = await signIn(token);
    expect([response.status, await typeOf(response)]).toEqual([401, 'google-token-invalid']);
    expect(await written()).toEqual(before);
  });

  test.each([
    ['is not verified', { email_verified: false }],
    ['is not said to be verified', { email_verified: undefined }],
    ['is verified by another word', { email_verified: 'yes' }],
    ['is missing', { email: undefined }],
    ['is no e-mail', { email: 'ada' }],
  ])('whose e-mail %s are refused by a problem of its own, and nothing is written', async (_what, person) => {
    const before = await written();
    const response = await signIn(await google.idToken(person));
    expect([response.status, await typeOf(response)]).toEqual([403, 'google-email-unverified']);
    expect(await written()).toEqual(before);
  });

  test('a nonce has to be the one that was asked for, and there where one is expected', async () => {
    const token = await google.idToken({ nonce: 'n-1' });
    expect((await signIn(token, { nonce: 'n-2' })).status).toBe(401);
    expect((await signIn(await google.idToken(), { nonce: 'n-1' })).status).toBe(401);
    expect((await signIn(token, { nonce: 'n-1' })).status).toBe(201);
  });

  test('those of other clients of ours are taken', async () => {
    expect((await signIn(await google.idToken({ aud: MOBILE_CLIENT_ID }))).status).toBe(201);
    const both = await google.idToken({ aud: [CLIENT_ID, MOBILE_CLIENT_ID], azp: MOBILE_CLIENT_ID });
    expect((await signIn(both)).status).toBe(201);
  });

  test('clocks may differ by some seconds', async () => {
    expect((await signIn(await google.idToken({ exp: now() - 3, iat: now() - 60 }))).status).toBe(201);
    expect((await signIn(await google.idToken({ iat: now() + 3 }))).status).toBe(201);
  });

  test('one opens one session, also for twenty at once', async () => {
    const person = newPerson();
    const token = await google.idToken(person);
    const responses = await Promise.all(Array.from({ length: 20 }, () => signIn(token)));
    expect(responses.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(401)]);
    const { userId } = await app.db('oauth_identities').where({ subject: person.sub }).first();
    expect(await app.db('sessions').where({ userId })).toHaveLength(1);
  });

  test('one that was used is known also by another spelling of its signature', async () => {
    const token = await google.idToken();
    expect((await signIn(token)).status).toBe(201);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = alphabet[alphabet.indexOf(token.at(-1) ?? '') ^ 1];
    for (const spelling of [`${token.slice(0, -1)}${last}`, `${token}==`])
      expect((await signIn(spelling)).status).toBe(401);
  });

  test('is remembered by a hash, until after its end', async () => {
    const token = await google.idToken();
    await signIn(token);
    const rows = await app.db('one_time_codes').where({ kind: 'google-id-token' });
    expect(JSON.stringify(rows)).not.toContain(token.split('.')[1]);
    for (const row of rows) expect(row).toMatchObject({ payload: null, usedAt: expect.any(Date) });
    expect(Math.max(...rows.map(({ expiresAt }) => expiresAt.getTime()))).toBeGreaterThan(Date.now() + 3_600_000);
  });

  test.each([
    ['no token', {}],
    ['another type', { idToken: 7 }],
    ['an unknown field', { idToken: 'x', role: 'admin' }],
    ['a token longer than any', { idToken: 'x'.repeat(9_000) }],
    ['an empty nonce', { idToken: 'x', nonce: '' }],
  ])('a body with %s is a wrong request', async (_what, content) => {
    expect((await post('/auth/google', content)).status).toBe(422);
  });
});

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
    const responses = await Promise.all(tokens.map(link));
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
    expect(await typeOf(refused)).toBe('google-identity-taken');
    expect(await app.db('oauth_identities').where({ subject: person.sub })).toHaveLength(1);
  });

  test('an account has one Google login at most', async () => {
    const { link, id } = await student();
    expect((await link(await google.idToken())).status).toBe(204);
    const refused = await link(await google.idToken());
    expect([refused.status, await typeOf(refused)]).toEqual([409, 'google-identity-taken']);
    expect(await app.db('oauth_identities').where({ userId: id })).toHaveLength(1);
  });

  test('needs a session, a valid token, and one that was not used', async () => {
    const { link } = await student();
    expect((await post('/auth/google/link', { idToken: await google.idToken() })).status).toBe(401);
    expect((await link(await google.idToken({ aud: 'stranger' }))).status).toBe(401);
    const token = await google.idToken();
    await signIn(token);
    expect(await typeOf(await link(token))).toBe('google-token-invalid');
  });
});

describe('unlinking', () => {
  test('takes the Google login away, which then is free', async () => {
    const { id, link, unlink } = await student();
    const person = newPerson();
    await link(await google.idToken(person));
    expect([(await unlink()).status, (await unlink()).status]).toEqual([204, 204]);
    expect(await app.db('audit_log').where({ subjectId: id, action: 'google.unlinked' })).toHaveLength(1);
    expect((await signIn(await google.idToken(person))).status).toBe(201);
  });

  test('is refused where it is the only way in', async () => {
    const person = newPerson();
    const { tokens, user } = await body(await signIn(await google.idToken(person)));
    const response = await checkedFetch(`${app.api.url}/api/v1/auth/google`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${tokens.accessToken}` },
    });
    expect([response.status, await typeOf(response)]).toEqual([409, 'last-way-in']);
    expect(await app.db('oauth_identities').where({ userId: user.id })).toHaveLength(1);
  });

  test('needs a session', async () => {
    const response = await checkedFetch(`${app.api.url}/api/v1/auth/google`, { method: 'DELETE' });
    expect(response.status).toBe(401);
  });
});

describe('without Google', () => {
  test('every route says that it is not set up', async () => {
    await withTestApp({ GOOGLE_CLIENT_ID: '', GOOGLE_CLIENT_SECRET: '' }, async (plain) => {
      const made = await createStudent(plain);
      const headers = { 'Content-Type': 'application/json' };
      const proof = JSON.stringify({ idToken: 'x' });
      const code = { code: 'x', codeVerifier: 'v'.repeat(43) };
      const responses = await Promise.all([
        post('/auth/google', { idToken: 'x' }, plain),
        post('/auth/exchange', code, plain),
        made.fetch('/auth/google/link', { method: 'POST', headers, body: proof }),
        made.fetch('/auth/google', { method: 'DELETE' }),
        fetch(`${plain.api.url}/connect/google`),
        fetch(`${plain.api.url}/connect/google/callback?code=x&state=y`),
      ]);
      expect(responses.map(({ status }) => status)).toEqual(Array(6).fill(503));
      expect(await Promise.all(responses.map(typeOf))).toEqual(Array(6).fill('google-not-configured'));
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
      expect([response.status, await typeOf(response)]).toEqual([503, 'service-unavailable']);
      expect(response.headers.get('Retry-After')).toBe('5');
      await away.server.start(Number(port), '127.0.0.1');
      expect((await post('/auth/google', { idToken: token }, cut)).status).toBe(201);
      await away.stop();
    });
  });
});
