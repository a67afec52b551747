import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, SignJWT } from 'jose';
import { loadAuthKeys } from '../../services/auth/keys.js';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { eventually } from '../support/eventually.js';
import { postTo } from '../support/http.js';
import { createStudent, PASSWORD } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const post = (path: string, content: unknown) => postTo(app, path, content);
const me = (token: string) =>
  checkedFetch(`${app.api.url}/api/v1/auth/me`, { headers: { Authorization: `Bearer ${token}` } });

describe('sign-up and login', () => {
  test('a new student is signed in, and finds themself', async () => {
    const student = await createStudent(app);
    const { data } = await student.client.GET('/auth/me');
    expect(data).toMatchObject({ id: student.id, email: student.email, role: 'student', displayName: 'Test Student' });
  });

  test('passwords are stored as argon2id and nothing else', async () => {
    const { id } = await createStudent(app);
    const row = await app.db('users').where({ id }).first();
    expect(row.passwordHash).toMatch(/^\$argon2id\$v=19\$m=8192,t=1,p=1\$/);
  });

  test('an e-mail is taken whatever its case, also for twenty at once', async () => {
    const attempts = Array.from({ length: 20 }, (_, index) =>
      post('/auth/signup', {
        email: index % 2 ? 'Twin@Example.org' : 'twin@example.org',
        password: PASSWORD,
        displayName: 'T',
      }),
    );
    const statuses = (await Promise.all(attempts)).map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array(19).fill(409)]);
    expect(await app.db('users').where({ email: 'twin@example.org' })).toHaveLength(1);
  });

  test('a wrong e-mail and a wrong password get the same response', async () => {
    const { email } = await createStudent(app);
    const responses = await Promise.all([
      post('/auth/login', { email, password: 'not the password' }),
      post('/auth/login', { email: 'nobody@example.org', password: 'not the password' }),
    ]);
    const [one, other] = await Promise.all(responses.map(body));
    expect(responses.map(({ status }) => status)).toEqual([401, 401]);
    expect({ ...other, requestId: '' }).toEqual({ ...one, requestId: '' });
  });

  test('login works with the right password in any case of the e-mail', async () => {
    const { email } = await createStudent(app);
    const response = await post('/auth/login', { email: email.toUpperCase(), password: PASSWORD });
    expect(response.status).toBe(200);
  });

  test('a suspended student cannot log in, and learns it only with the right password', async () => {
    const { id, email } = await createStudent(app);
    await app.db('users').where({ id }).update({ status: 'suspended' });
    expect((await post('/auth/login', { email, password: PASSWORD })).status).toBe(403);
    expect((await post('/auth/login', { email, password: 'not the password' })).status).toBe(401);
  });
});

describe('access tokens', () => {
  const forge = async (claims: object, { kid, alg = 'ES256' }: { kid?: string; alg?: string } = {}) => {
    const { signing } = await loadAuthKeys(app.config.AUTH_KEYS_FILE);
    const exp = Math.floor(Date.now() / 1000) + 600;
    return new SignJWT({ sid: crypto.randomUUID(), sub: crypto.randomUUID(), exp, ...claims })
      .setProtectedHeader({ alg, kid: kid ?? signing.kid })
      .setIssuer('scholium')
      .setAudience('scholium-api')
      .sign(signing.key);
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  test.each([
    ['none at all', async () => ''],
    ['garbage', async () => 'x.y.z'],
    ['alg none', async () => `${part({ alg: 'none' })}.${part({ sub: 'x', sid: 'y' })}.`],
    ['an unknown key', () => forge({}, { kid: 'other' })],
    ['a session that does not exist', () => forge({})],
    ['a session id that is no UUID', () => forge({ sid: "'; --" })],
    ['another audience', async () => (await forge({})).replace(/\.[^.]+\./, `.${part({ aud: 'else' })}.`)],
  ])('%s is refused', async (_what, token) => {
    const response = await me(await token());
    expect(response.status).toBe(401);
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer');
  });

  test('an access token that expired is refused', async () => {
    const { accessToken, id } = await createStudent(app);
    const { sid } = decodeJwt(accessToken);
    const expired = await forge({ sid, sub: id, exp: Math.floor(Date.now() / 1000) - 1 });
    expect((await me(expired)).status).toBe(401);
    expect((await me(await forge({ sid, sub: id }))).status).toBe(200);
  });

  test('an access token that was taken a moment before is refused once it expires', async () => {
    const { accessToken, id } = await createStudent(app);
    const token = await forge({ sid: decodeJwt(accessToken).sid, sub: id, exp: Math.floor(Date.now() / 1000) + 3 });
    expect((await me(token)).status).toBe(200);
    await eventually(async () => (await me(token)).status === 401, 10_000);
  });
});

describe('refresh tokens', () => {
  test('are stored hashed only', async () => {
    const { refreshToken } = await createStudent(app);
    const rows = await app.db('refresh_tokens').select('tokenHash');
    expect(rows.some(({ tokenHash }) => tokenHash.toString().includes(refreshToken))).toBe(false);
  });

  test('rotate: each use gives a working successor', async () => {
    const { refreshToken } = await createStudent(app);
    const first = await body(await post('/auth/refresh', { refreshToken }));
    expect(first.refreshToken).not.toBe(refreshToken);
    const second = await post('/auth/refresh', { refreshToken: first.refreshToken });
    expect(second.status).toBe(200);
    expect((await me((await body(second)).accessToken)).status).toBe(200);
  });

  test('two tabs at once both stay signed in', async () => {
    const { refreshToken } = await createStudent(app);
    const responses = await Promise.all([1, 2, 3].map(() => post('/auth/refresh', { refreshToken })));
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test('one used again after the grace ends the session, successors included', async () => {
    const { refreshToken } = await createStudent(app);
    const next = await body(await post('/auth/refresh', { refreshToken }));
    await app
      .db('refresh_tokens')
      .whereNotNull('rotatedAt')
      .update({ rotatedAt: new Date(Date.now() - 21_000) });
    expect((await post('/auth/refresh', { refreshToken })).status).toBe(401);
    expect((await post('/auth/refresh', { refreshToken: next.refreshToken })).status).toBe(401);
    // A token whose session is not in the cache yet meets the revocation at once.
    expect((await me(next.accessToken)).status).toBe(401);
  });

  test('unknown and expired ones are refused', async () => {
    const { refreshToken } = await createStudent(app);
    expect((await post('/auth/refresh', { refreshToken: 'nobody' })).status).toBe(401);
    await app.db('refresh_tokens').update({ expiresAt: new Date(0) });
    expect((await post('/auth/refresh', { refreshToken })).status).toBe(401);
  });
});
