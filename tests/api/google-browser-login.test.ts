import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeProtectedHeader } from 'jose';
import { rotateAuthKeys } from '../../services/auth/key-files.js';
import { body } from '../support/body.js';
import { createBrowser } from '../support/browser.js';
import {
  connectUrl,
  consent,
  locationOf,
  newPkce,
  RETURN,
  signInByBrowser,
  toGoogle,
} from '../support/browser-login.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { eventually } from '../support/eventually.js';
import { CLIENT_ID, CLIENT_SECRET, type GoogleDouble, newPerson } from '../support/google.js';
import { loginRows, startGoogleApp } from '../support/google-app.js';
import { bearer, postTo, problemOf } from '../support/http.js';
import { createStudent, PASSWORD } from '../support/student.js';
import { type TestApp, withTestApp } from '../support/test-app.js';

let google: GoogleDouble;
let app: TestApp;
beforeAll(async () => {
  ({ app, google } = await startGoogleApp());
});
afterAll(() => app.close());
beforeEach(() => {
  google.person = newPerson();
  for (const asked of Object.values(google.asked)) asked.length = 0;
});

const exchange = (code: string | null, codeVerifier: string) => postTo(app, '/auth/exchange', { code, codeVerifier });

describe('a login in the browser', () => {
  test('goes to Google and back, and ends with a session for who holds the verifier', async () => {
    const { codeVerifier, codeChallenge } = newPkce();
    const arrived = await signInByBrowser(app, codeChallenge, { state: 'quiz 7 & more' });
    expect(Object.fromEntries(arrived)).toEqual({ from: 'home', state: 'quiz 7 & more', code: expect.any(String) });
    const first = await exchange(arrived.get('code'), codeVerifier);
    expect(first.status).toBe(201);
    const { user, tokens } = await body(first);
    expect(user).toMatchObject({ email: google.person.email, emailVerified: true, displayName: 'Ada Lovelace' });
    const me = await checkedFetch(`${app.api.url}/api/v1/auth/me`, {
      headers: { Authorization: `Bearer ${tokens.accessToken}` },
    });
    expect((await body(me)).id).toBe(user.id);

    const again = newPkce();
    const second = await exchange((await signInByBrowser(app, again.codeChallenge)).get('code'), again.codeVerifier);
    expect([second.status, (await body(second)).user.id]).toEqual([200, user.id]);
  });

  test('is the same account as by an id token', async () => {
    const { codeVerifier, codeChallenge } = newPkce();
    const { user } = await body(await exchange((await signInByBrowser(app, codeChallenge)).get('code'), codeVerifier));
    const response = await postTo(app, '/auth/google', { idToken: await google.idToken(google.person) });
    expect([response.status, (await body(response)).user.id]).toEqual([200, user.id]);
  });

  test('asks Google with state, nonce and a challenge of our own, and pays the code in with its verifier', async () => {
    const { codeChallenge } = newPkce();
    await signInByBrowser(app, codeChallenge, { state: 'of the frontend' });
    const [authorize] = google.asked.authorize;
    const [token] = google.asked.token;
    expect(Object.fromEntries(authorize ?? [])).toMatchObject({
      client_id: CLIENT_ID,
      response_type: 'code',
      redirect_uri: `${app.api.url}/connect/google/callback`,
      scope: 'openid email profile',
      state: expect.stringMatching(/^[0-9a-f]{40}$/),
      nonce: expect.stringMatching(/^[0-9a-f]{40}$/),
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(authorize?.get('code_challenge')).not.toBe(codeChallenge);
    expect(token).toMatchObject({ grant_type: 'authorization_code', client_secret: CLIENT_SECRET });
    const challenge = createHash('sha256')
      .update(token?.code_verifier ?? '')
      .digest('base64url');
    expect(challenge).toBe(authorize?.get('code_challenge'));
  });

  test('puts no token, e-mail or name into an address or a cookie, and lets nobody keep a response', async () => {
    const browser = createBrowser();
    const begun = await browser.get(connectUrl(app, { redirectUri: RETURN, codeChallenge: newPkce().codeChallenge }));
    const cookies = [...browser.cookies.values()].map(({ value }) => Buffer.from(value, 'base64').toString());
    const back = await consent(browser, locationOf(begun));
    const arrived = await browser.get(back);
    for (const response of [begun, arrived]) {
      expect(response.headers.get('Cache-Control')).toBe('no-store');
      expect(response.headers.get('Referrer-Policy')).toBe('no-referrer');
    }
    const seen = [locationOf(begun), back, locationOf(arrived), ...cookies].join('\n');
    for (const secret of [google.person.email, CLIENT_SECRET]) expect(seen).not.toContain(secret);
    expect(seen).not.toMatch(/\bAda\b|eyJ[\w-]+\.eyJ/);
  });

  test('keeps its state in a cookie that scripts and other sites cannot use, and drops it at the end', async () => {
    const browser = createBrowser();
    const atGoogle = await toGoogle(app, browser, newPkce().codeChallenge);
    expect([...browser.cookies.keys()].sort()).toEqual(['scholium.connect', 'scholium.connect.sig']);
    for (const { attributes } of browser.cookies.values()) {
      expect(attributes).toContain('path=/connect; ');
      expect(attributes).toContain('samesite=lax');
      expect(attributes).toContain('httponly');
      expect(attributes).not.toContain('secure');
    }
    await browser.get(await consent(browser, atGoogle));
    expect([...browser.cookies.keys()]).toEqual([]);
  });

  test('outlives a rotation of the keys that its cookie is signed with', async () => {
    const browser = createBrowser();
    const back = await consent(browser, await toGoogle(app, browser, newPkce().codeChallenge));
    const { kid } = await rotateAuthKeys(app, { file: app.config.AUTH_KEYS_FILE });
    await eventually(async () => decodeProtectedHeader((await createStudent(app)).accessToken).kid === kid);
    expect(new URL(locationOf(await browser.get(back))).searchParams.has('code')).toBe(true);
  });

  test('behind TLS sends its cookie by TLS only, and comes back to the public address', async () => {
    const port = await freePort();
    const more = { ...google.env, API_PORT: String(port), PUBLIC_URL: 'https://api.example/scholium' };
    await withTestApp(more, async () => {
      const query = { redirectUri: RETURN, codeChallenge: newPkce().codeChallenge };
      const browser = createBrowser();
      const begun = await browser.get(
        connectUrl({ api: { url: `http://127.0.0.1:${port}` } as TestApp['api'] }, query),
      );
      expect(new URL(locationOf(begun)).searchParams.get('redirect_uri')).toBe(
        'https://api.example/scholium/connect/google/callback',
      );
      expect(browser.cookies.size).toBe(2);
      for (const { attributes } of browser.cookies.values()) {
        expect(attributes).toContain('secure');
        expect(attributes).toContain('path=/scholium/connect; ');
      }
    });
  });
});

describe('the code', () => {
  test('is worth nothing without its verifier, and keeps its worth for who has it', async () => {
    const mine = newPkce();
    const code = (await signInByBrowser(app, mine.codeChallenge)).get('code');
    const before = await loginRows(app);
    for (const codeVerifier of [newPkce().codeVerifier, mine.codeChallenge]) {
      const stolen = await exchange(code, codeVerifier);
      expect([stolen.status, await problemOf(stolen)]).toEqual([400, 'code-invalid']);
    }
    expect(await loginRows(app)).toEqual(before);
    expect((await exchange(code, mine.codeVerifier)).status).toBe(201);
  });

  test('works once, also for ten at once', async () => {
    const { codeVerifier, codeChallenge } = newPkce();
    const code = (await signInByBrowser(app, codeChallenge)).get('code');
    const responses = await Promise.all(Array.from({ length: 10 }, () => exchange(code, codeVerifier)));
    expect(responses.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(400)]);
  });

  test('works for five minutes', async () => {
    const { codeVerifier, codeChallenge } = newPkce();
    const code = (await signInByBrowser(app, codeChallenge)).get('code');
    const rows = app.db('one_time_codes').where({ kind: 'google-sign-in' }).whereNull('usedAt');
    for (const { expiresAt, createdAt } of await rows.clone())
      expect(Math.round((expiresAt - createdAt) / 1_000)).toBe(300);
    await rows.update({ expiresAt: new Date(Date.now() - 1) });
    expect((await exchange(code, codeVerifier)).status).toBe(400);
  });

  test('is stored hashed, beside the identity and no token', async () => {
    const code = (await signInByBrowser(app, newPkce().codeChallenge)).get('code') ?? '';
    const rows = await app.db('one_time_codes').where({ kind: 'google-sign-in' });
    const { payload } = rows.find((row) => row.payload.subject === google.person.sub);
    expect(Object.keys(payload).sort()).toEqual(['codeChallenge', 'email', 'issuedAt', 'issuer', 'name', 'subject']);
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  test.each([
    ['is none', { codeVerifier: 'v'.repeat(43) }],
    ['has a short verifier', { code: 'x', codeVerifier: 'v'.repeat(42) }],
    ['has a verifier that cannot be one', { code: 'x', codeVerifier: `${'v'.repeat(43)}\u0000` }],
    ['comes with an unknown field', { code: 'x', codeVerifier: 'v'.repeat(43), idToken: 'y' }],
  ])('that %s is a wrong request', async (_what, content) => {
    expect((await postTo(app, '/auth/exchange', content)).status).toBe(422);
  });

  test('of an e-mail that has an account is refused, and then links it', async () => {
    const student = await createStudent(app);
    google.person = { ...newPerson(), email: student.email };
    const { codeVerifier, codeChallenge } = newPkce();
    const code = (await signInByBrowser(app, codeChallenge)).get('code');
    const clash = await exchange(code, codeVerifier);
    expect([clash.status, await problemOf(clash)]).toEqual([409, 'email-taken']);
    const headers = bearer(student.accessToken);
    expect(
      (
        await postTo(
          app,
          '/auth/google/link',
          { google: { code, codeVerifier }, proof: { password: PASSWORD } },
          headers,
        )
      ).status,
    ).toBe(204);
    expect((await exchange(code, codeVerifier)).status).toBe(400);
    const next = newPkce();
    const login = await exchange((await signInByBrowser(app, next.codeChallenge)).get('code'), next.codeVerifier);
    expect([login.status, (await body(login)).user.id]).toEqual([200, student.id]);
  });

  test('of somebody else links nothing', async () => {
    const student = await createStudent(app);
    const code = (await signInByBrowser(app, newPkce().codeChallenge)).get('code');
    const headers = bearer(student.accessToken);
    const google = { code, codeVerifier: newPkce().codeVerifier };
    const stolen = await postTo(app, '/auth/google/link', { google, proof: { password: PASSWORD } }, headers);
    expect([stolen.status, await problemOf(stolen)]).toEqual([400, 'code-invalid']);
    expect(await app.db('oauth_identities').where({ userId: student.id })).toEqual([]);
  });
});

/** A port that nobody has. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
