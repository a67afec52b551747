import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { CLIENT_ID, type GoogleDouble, MOBILE_CLIENT_ID, newPerson } from '../support/google.js';
import { loginRows, startGoogleApp } from '../support/google-app.js';
import { postTo, problemOf } from '../support/http.js';
import type { TestApp } from '../support/test-app.js';

let google: GoogleDouble;
let app: TestApp;
beforeAll(async () => {
  ({ app, google } = await startGoogleApp());
});
afterAll(() => app.close());

const post = (path: string, content: unknown, where: Pick<TestApp, 'api'> = app) => postTo(where, path, content);
const signIn = (idToken: string, more: object = {}) => post('/auth/google', { idToken, ...more });

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
    const before = await loginRows(app);
    const response = await signIn(token);
    expect([response.status, await problemOf(response)]).toEqual([401, 'google-token-invalid']);
    expect(await loginRows(app)).toEqual(before);
  });

  test.each([
    ['is not verified', { email_verified: false }],
    ['is not said to be verified', { email_verified: undefined }],
    ['is verified by another word', { email_verified: 'yes' }],
    ['is missing', { email: undefined }],
    ['is no e-mail', { email: 'ada' }],
  ])('whose e-mail %s are refused by a problem of its own, and nothing is written', async (_what, person) => {
    const before = await loginRows(app);
    const response = await signIn(await google.idToken(person));
    expect([response.status, await problemOf(response)]).toEqual([403, 'google-email-unverified']);
    expect(await loginRows(app)).toEqual(before);
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
