import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, SignJWT } from 'jose';
import { listOperations } from '../../api/register-routes.js';
import { loadAuthKeys, readKeys } from '../../services/auth/keys.js';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { createStudent, PASSWORD, type Student } from '../support/student.js';
import { tableMarks } from '../support/table-contents.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
beforeAll(async () => {
  app = await startTestApp();
  student = await createStudent(app);
});
afterAll(() => app.close());

/** Sends what is wrong; gives the response, having seen that nothing was written. */
async function refusal(path: string, init: RequestInit): Promise<[number, string, string[]]> {
  const before = await tableMarks(app.db);
  const response = await checkedFetch(`${app.api.url}/api/v1${path}`, init);
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  const problem = await body(response);
  expect(await tableMarks(app.db)).toEqual(before);
  const pointers = (problem.errors ?? []).map(({ pointer }: { pointer: string }) => pointer);
  return [response.status, problem.type.replace('urn:scholium:problem:', ''), [...new Set<string>(pointers)]];
}

const raw = (content: string | Uint8Array, type = 'application/json'): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': type },
  body: content as string,
});
const json = (content: unknown) => raw(JSON.stringify(content));
const account = (fields: object = {}) => ({
  email: `${randomUUID()}@example.org`,
  password: PASSWORD,
  displayName: 'Ada',
  ...fields,
});

describe('a body that cannot be read', () => {
  const MALFORMED = [400, 'malformed-request', []];
  test.each([
    ['no JSON', raw('{"email":'), MALFORMED],
    ['a lone value', raw('"text"'), MALFORMED],
    ['a prototype', raw('{"__proto__":{"role":"admin"}}'), MALFORMED],
    ['invalid UTF-8', raw(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])), MALFORMED],
    ['invalid UTF-8 in a text', raw(Buffer.from('{"email":"a\xff@example.org"}', 'latin1')), MALFORMED],
    ['a surrogate in UTF-8', raw(Buffer.from('{"email":"\xed\xa0\x80@example.org"}', 'latin1')), MALFORMED],
    ['half a surrogate pair', raw('{"email":"a\\ud800b@example.org"}'), MALFORMED],
    ['half a surrogate pair deep inside', raw('{"a":[{"b":"\\udc00"}]}'), MALFORMED],
    ['half a surrogate pair in a name', raw('{"a\\ud83d":1}'), MALFORMED],
    ['50,000 brackets', raw('['.repeat(50_000) + ']'.repeat(50_000)), MALFORMED],
    ['10 MB', json({ ...account(), displayName: 'x'.repeat(10_000_000) }), [413, 'payload-too-large', []]],
    ['a form', raw('email=a', 'application/x-www-form-urlencoded'), [415, 'unsupported-media-type', []]],
    ['XML', raw('<a/>', 'application/xml'), [415, 'unsupported-media-type', []]],
  ] as const)('%s', async (_what, init, expected) => {
    for (const path of ['/auth/signup', '/auth/login', '/auth/refresh'])
      expect(await refusal(path, init)).toEqual(expected);
  });
});

test.each(
  listOperations()
    .filter(({ body, access }) => body && access !== 'support')
    .map((operation) => [operation.id, operation] as const),
)('half a surrogate pair is refused by %s', async (_id, { method, path }) => {
  const headers = { Authorization: `Bearer ${student.accessToken}` };
  const init = raw('{"a":"\\ud800"}');
  const address = path.replaceAll(/\{\w+\}/g, () => randomUUID());
  expect(await refusal(address, { ...init, method, headers: { ...init.headers, ...headers } })).toEqual([
    400,
    'malformed-request',
    [],
  ]);
});

describe('a body with wrong fields', () => {
  const invalid = (...pointers: string[]) => [422, 'invalid-request', pointers];
  test.each([
    ['wrong types', { email: 1, password: 7, displayName: {} }, invalid('/email', '/password', '/displayName')],
    ['no fields', { email: undefined, password: undefined }, invalid('/email', '/password')],
    ['an unknown field', { role: 'admin' }, invalid('/role')],
    ['a null byte in the name', { displayName: 'A\0da' }, invalid('/displayName')],
    ['a null byte in the e-mail', { email: 'a\0@example.org' }, invalid('/email')],
    ['a blank name', { displayName: ' \t ' }, invalid('/displayName')],
    ['a name of 81 characters', { displayName: 'x'.repeat(81) }, invalid('/displayName')],
    ['an e-mail that is none', { email: 'ada' }, invalid('/email')],
    ['an e-mail with a line break', { email: 'a@example.org\r\nBcc: b@example.org' }, invalid('/email')],
    ['a password of 9 characters', { password: 'short4you' }, invalid('/password')],
    ['a password of 201 characters', { password: 'abcde'.repeat(41) }, invalid('/password')],
    ['a password of 9 characters in 18 units', { password: 'a\u0301'.repeat(9) }, invalid('/password')],
    ['a tabulator in the password', { password: 'correct\thorse battery' }, invalid('/password')],
    ['a control character in the password', { password: 'correct horse\u0007 battery' }, invalid('/password')],
    ['no character in the password', { password: 'correct horse\ufdd0 battery' }, invalid('/password')],
    ['a common password', { password: 'Password123' }, invalid('/password')],
    ['the e-mail as the password', { email: 'ada.l@example.org', password: 'ADA.L@example.org' }, invalid('/password')],
    ['the name as the password', { displayName: 'Ada Lovelace', password: 'ada lovelace' }, invalid('/password')],
    ['one letter as the password', { password: 'aaaaaaaaaaaa' }, invalid('/password')],
  ])('%s', async (_what, fields, expected) => {
    expect(await refusal('/auth/signup', json({ ...account(), ...fields }))).toEqual(expected);
  });

  test('a login and a refresh refuse unknown fields and wrong types', async () => {
    const login = { email: 1, password: null, admin: true };
    expect(await refusal('/auth/login', json(login))).toEqual(invalid('/email', '/password', '/admin'));
    expect(await refusal('/auth/refresh', json({ refreshToken: {} }))).toEqual(invalid('/refreshToken'));
  });
});

describe('what looks dangerous and is only text', () => {
  test.each([`Robert'); DROP TABLE users;--`, '<script>alert(1)</script>', '{{7*7}} %s %d', '😀 Zoë 王小明'])(
    '%s is stored and given back as it is',
    async (displayName) => {
      const response = await checkedFetch(`${app.api.url}/api/v1/auth/signup`, json(account({ displayName })));
      expect(response.status).toBe(201);
      expect((await body(response)).user.displayName).toBe(displayName);
    },
  );

  test.each(["' OR 1=1 --", "x' UNION SELECT 1; --"])('%s as a password opens nothing', async (password) => {
    const expected = [401, 'wrong-credentials', []];
    expect(await refusal('/auth/login', json({ email: student.email, password }))).toEqual(expected);
  });
});

describe('a token that is not ours', () => {
  const claims = () => {
    const { sid, sub } = decodeJwt(student.accessToken);
    return { sid, sub: sub ?? '', iss: 'scholium', aud: 'scholium-api', exp: Math.floor(Date.now() / 1_000) + 600 };
  };
  const sign = (key: Parameters<SignJWT['sign']>[0], alg: string, kid: string, changed: object = {}) =>
    new SignJWT({ ...claims(), ...changed }).setProtectedHeader({ alg, kid }).sign(key);
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const ours = () => loadAuthKeys(app.config.AUTH_KEYS_FILE);

  test('the same, signed by us, is taken', async () => {
    const { signing } = await ours();
    const token = await sign(signing.key, 'ES256', signing.kid);
    const headers = { Authorization: `Bearer ${token}` };
    expect((await checkedFetch(`${app.api.url}/api/v1/auth/me`, { headers })).status).toBe(200);
  });

  test.each([
    ['expired', async () => sign((await ours()).signing.key, 'ES256', (await ours()).signing.kid, { exp: 1 })],
    ['not valid yet', async () => sign((await ours()).signing.key, 'ES256', (await ours()).signing.kid, { nbf: 9e9 })],
    [
      'of another issuer',
      async () => sign((await ours()).signing.key, 'ES256', (await ours()).signing.kid, { iss: 'x' }),
    ],
    [
      'for another audience',
      async () => sign((await ours()).signing.key, 'ES256', (await ours()).signing.kid, { aud: 'x' }),
    ],
    [
      'signed by another key under our kid',
      async () =>
        sign(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, 'ES256', (await ours()).signing.kid),
    ],
    [
      'HS256, with our public key as the secret',
      async () => {
        const [jwk] = await readKeys(app.config.AUTH_KEYS_FILE);
        const pem = createPublicKey(createPrivateKey({ key: { ...jwk }, format: 'jwk' })).export({
          type: 'spki',
          format: 'pem',
        });
        return sign(new TextEncoder().encode(String(pem)), 'HS256', jwk?.kid ?? '');
      },
    ],
    ['alg:none', async () => `${encode({ alg: 'none', kid: (await ours()).signing.kid })}.${encode(claims())}.`],
    [
      'alg:none with our signature',
      async () => `${encode({ alg: 'none' })}.${encode(claims())}.${student.accessToken.split('.')[2]}`,
    ],
    [
      'our signature over other claims',
      async () => {
        const [head, , signature] = student.accessToken.split('.');
        return `${head}.${encode({ ...claims(), sub: randomUUID() })}.${signature}`;
      },
    ],
    [
      'another user in our claims',
      async () => sign((await ours()).signing.key, 'ES256', (await ours()).signing.kid, { sub: randomUUID() }),
    ],
    [
      'a key given by the token',
      async () => `${encode({ alg: 'ES256', jwk: {}, jku: 'http://evil' })}.${encode(claims())}.x`,
    ],
    ['8 KB of noise', async () => 'x'.repeat(8_000)],
  ])('%s', async (_what, forge) => {
    const headers = { Authorization: `Bearer ${await forge()}` };
    for (const [path, method] of [
      ['/auth/me', 'GET'],
      ['/auth/sessions', 'GET'],
      ['/auth/logout', 'POST'],
    ] as const) {
      expect(await refusal(path, { method, headers })).toEqual([401, 'unauthenticated', []]);
    }
  });

  test("a session id that is no UUID, or another's, ends nothing", async () => {
    const stranger = await createStudent(app);
    const other = decodeJwt(stranger.accessToken).sid as string;
    for (const id of ["1' OR '1'='1", '..%2f..', other]) {
      const headers = { Authorization: `Bearer ${student.accessToken}` };
      const path = `/auth/sessions/${encodeURIComponent(id)}`;
      expect(await refusal(path, { method: 'DELETE', headers })).toEqual([404, 'not-found', []]);
    }
    expect((await stranger.fetch('/auth/me')).status).toBe(200);
  });

  test('a replayed refresh token after its grace', async () => {
    const { refreshToken } = await createStudent(app);
    await checkedFetch(`${app.api.url}/api/v1/auth/refresh`, json({ refreshToken }));
    await app
      .db('refresh_tokens')
      .whereNotNull('rotatedAt')
      .update({ rotatedAt: new Date(0) });
    const response = await checkedFetch(`${app.api.url}/api/v1/auth/refresh`, json({ refreshToken }));
    expect([response.status, (await body(response)).type]).toEqual([401, 'urn:scholium:problem:refresh-token-invalid']);
  });
});
