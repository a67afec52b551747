import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeProtectedHeader, generateKeyPair, SignJWT } from 'jose';
import { rotateAuthKeys } from '../../services/auth/key-files.js';
import { body } from '../support/body.js';
import { type Browser, createBrowser } from '../support/browser.js';
import { checkedFetch } from '../support/checked-fetch.js';
import { eventually } from '../support/eventually.js';
import { CLIENT_ID, CLIENT_SECRET, FRONTEND, type GoogleDouble, newPerson, startGoogle } from '../support/google.js';
import { createStudent } from '../support/student.js';
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
beforeEach(() => {
  google.person = newPerson();
  for (const asked of Object.values(google.asked)) asked.length = 0;
});

const RETURN = `${FRONTEND}/signed-in?from=home`;

/** What a frontend makes for itself before it sends the browser away. */
function newPkce() {
  const codeVerifier = randomBytes(32).toString('base64url');
  return { codeVerifier, codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url') };
}

const connectUrl = (query: Record<string, string>, { api }: Pick<TestApp, 'api'> = app) =>
  `${api.url}/connect/google?${new URLSearchParams(query)}`;

const locationOf = (response: Response): string => response.headers.get('Location') ?? '';
const typeOf = async (response: Response) => (await body(response)).type?.replace('urn:scholium:problem:', '');

/** Walks a browser to Google. @returns the address at which Google asks the person. */
async function toGoogle(browser: Browser, codeChallenge: string, more: Record<string, string> = {}): Promise<string> {
  const begun = await browser.get(connectUrl({ redirectUri: RETURN, codeChallenge, ...more }));
  expect(begun.status).toBe(302);
  return locationOf(begun);
}

/** Lets the person consent. @returns the address of ours that Google sends the browser back to. */
async function consent(browser: Browser, atGoogle: string): Promise<string> {
  return locationOf(await browser.get(atGoogle));
}

/** The whole way. @returns the query with which the browser arrives at the frontend. */
async function signInByBrowser(codeChallenge: string, more: Record<string, string> = {}): Promise<URLSearchParams> {
  const browser = createBrowser();
  const back = await consent(browser, await toGoogle(browser, codeChallenge, more));
  const arrived = await browser.get(back);
  expect(arrived.status).toBe(302);
  return new URL(locationOf(arrived)).searchParams;
}

const post = (path: string, content: unknown, headers = {}) =>
  checkedFetch(`${app.api.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(content),
  });
const exchange = (code: string | null, codeVerifier: string) => post('/auth/exchange', { code, codeVerifier });

/** Everything that a login could write. */
const written = async () => {
  const tables = ['users', 'oauth_identities', 'sessions', 'one_time_codes'];
  const counts = await Promise.all(tables.map((table) => app.db(table).count('* as n').first()));
  return counts.map((count) => count?.n);
};

describe('a login in the browser', () => {
  test('goes to Google and back, and ends with a session for who holds the verifier', async () => {
    const { codeVerifier, codeChallenge } = newPkce();
    const arrived = await signInByBrowser(codeChallenge, { state: 'quiz 7 & more' });
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
    const second = await exchange((await signInByBrowser(again.codeChallenge)).get('code'), again.codeVerifier);
    expect([second.status, (await body(second)).user.id]).toEqual([200, user.id]);
  });

  test('is the same account as by an id token', async () => {
    const { codeVerifier, codeChallenge } = newPkce();
    const { user } = await body(await exchange((await signInByBrowser(codeChallenge)).get('code'), codeVerifier));
    const response = await post('/auth/google', { idToken: await google.idToken(google.person) });
    expect([response.status, (await body(response)).user.id]).toEqual([200, user.id]);
  });

  test('asks Google with state, nonce and a challenge of our own, and pays the code in with its verifier', async () => {
    const { codeChallenge } = newPkce();
    await signInByBrowser(codeChallenge, { state: 'of the frontend' });
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
    const begun = await browser.get(connectUrl({ redirectUri: RETURN, codeChallenge: newPkce().codeChallenge }));
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
    const atGoogle = await toGoogle(browser, newPkce().codeChallenge);
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
    const back = await consent(browser, await toGoogle(browser, newPkce().codeChallenge));
    const { kid } = await rotateAuthKeys(app.config.AUTH_KEYS_FILE, app.clock());
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
        connectUrl(query, { api: { url: `http://127.0.0.1:${port}` } as TestApp['api'] }),
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

describe('the beginning', () => {
  test.each([
    'https://evil.example/',
    '//evil.example',
    '/signed-in',
    `${FRONTEND}@evil.example/`,
    `${FRONTEND}.evil.example/`,
    `https://me@app.example/`,
    `https://evil.example\\@app.example/`,
    `${FRONTEND}/#here`,
    'http://app.example/',
    `${FRONTEND}:8443/`,
    'javascript:alert(1)',
    `${FRONTEND}/\r\nSet-Cookie: a=b`,
    '',
  ])('sends no browser to return to %j', async (redirectUri) => {
    const browser = createBrowser();
    const response = await browser.get(connectUrl({ redirectUri, codeChallenge: newPkce().codeChallenge }));
    expect([response.status, locationOf(response)]).toEqual([422, '']);
    expect((await body(response)).errors).toEqual([{ pointer: '?redirectUri', detail: expect.any(String) }]);
    expect(browser.cookies.size).toBe(0);
  });

  test.each([
    ['no challenge', {}],
    ['a plain challenge', { codeChallenge: 'too short' }],
    ['a challenge that is too long', { codeChallenge: 'a'.repeat(44) }],
    ['a state that is too long', { codeChallenge: 'a'.repeat(43), state: 's'.repeat(201) }],
    ['an unknown parameter', { codeChallenge: 'a'.repeat(43), client_id: 'mine' }],
  ])('is refused with %s', async (_what, query: Record<string, string>) => {
    const response = await createBrowser().get(connectUrl({ redirectUri: RETURN, ...query }));
    expect([response.status, await typeOf(response)]).toEqual([422, 'invalid-request']);
  });

  test('is refused with a parameter given twice', async () => {
    const url = connectUrl({ redirectUri: RETURN, codeChallenge: 'a'.repeat(43) });
    const response = await createBrowser().get(`${url}&redirectUri=https://evil.example`);
    expect(response.status).toBe(422);
  });

  test('takes no other provider and no other way in', async () => {
    for (const path of ['/connect/github', '/connect/GOOGLE', '/connect/google/callback/x', '/connect/google/x'])
      expect((await fetch(`${app.api.url}${path}`, { redirect: 'manual' })).status).toBe(404);
    expect((await fetch(connectUrl({}), { method: 'POST' })).status).toBe(405);
  });
});

describe('the callback', () => {
  /** A browser that Google sends back. */
  async function returning(more: Record<string, string> = {}) {
    const browser = createBrowser();
    const pkce = newPkce();
    const back = new URL(await consent(browser, await toGoogle(browser, pkce.codeChallenge, more)));
    return { browser, back, ...pkce };
  }

  async function expectRefusal(response: Response, before: unknown): Promise<void> {
    expect([response.status, locationOf(response), await typeOf(response)]).toEqual([401, '', 'google-token-invalid']);
    expect(await written()).toEqual(before);
  }

  test('without the state of this browser is refused, and the login goes on', async () => {
    const { browser, back } = await returning();
    const before = await written();
    const forged = new URL(back);
    forged.searchParams.set('state', 'f'.repeat(40));
    const missing = new URL(back);
    missing.searchParams.delete('state');
    const empty = new URL(back);
    empty.searchParams.set('state', '');
    for (const { href } of [forged, missing, empty]) await expectRefusal(await browser.get(href), before);
    expect(new URL(locationOf(await browser.get(back.href))).searchParams.has('code')).toBe(true);
  });

  test('in a browser that began no login is refused', async () => {
    const { back } = await returning();
    const before = await written();
    await expectRefusal(await createBrowser().get(back.href), before);
  });

  test("with another login's state is refused: nobody is signed in as somebody else", async () => {
    const [mine, theirs] = [await returning(), await returning()];
    const before = await written();
    await expectRefusal(await mine.browser.get(theirs.back.href), before);
  });

  test('with a cookie that was changed, or signed by nobody, is refused', async () => {
    const { browser, back } = await returning();
    const before = await written();
    const cookie = browser.cookies.get('scholium.connect');
    const signature = browser.cookies.get('scholium.connect.sig');
    if (!cookie || !signature) throw new Error('no cookies');
    const session = JSON.parse(Buffer.from(cookie.value, 'base64').toString());
    session.flow.redirectUri = 'https://evil.example/';
    const changed = Buffer.from(JSON.stringify(session)).toString('base64');
    const send = (one: string, other?: string) =>
      createBrowser().get(back.href, {
        headers: { Cookie: `scholium.connect=${one}${other === undefined ? '' : `; scholium.connect.sig=${other}`}` },
      });
    await expectRefusal(await send(changed, signature.value), before);
    await expectRefusal(await send(changed), before);
    await expectRefusal(await send(changed, 'a'.repeat(43)), before);
    await expectRefusal(await send(changed, 'é'.repeat(43)), before);
    await expectRefusal(await send(cookie.value), before);
  });

  test('works once', async () => {
    const { browser, back } = await returning();
    const kept = new Map(browser.cookies);
    await browser.get(back.href);
    const before = await written();
    await expectRefusal(await browser.get(back.href), before);
    for (const [name, cookie] of kept) browser.cookies.set(name, cookie);
    const replayed = await browser.get(back.href);
    expect(new URL(locationOf(replayed)).searchParams.get('error')).not.toBeNull();
    expect(await written()).toEqual(before);
  });

  test('with an id token for another login goes back with the error, and nothing is written', async () => {
    const { browser, back } = await returning({ state: 'mine' });
    google.person = { ...newPerson(), nonce: 'of another login' };
    const before = await written();
    const response = await browser.get(back.href);
    expect(locationOf(response)).toBe(`${RETURN}&error=google-token-invalid&state=mine`);
    expect(await written()).toEqual(before);
  });

  test.each([
    ['no nonce', { nonce: undefined }, 'google-token-invalid'],
    ['another audience', { aud: 'stranger' }, 'google-token-invalid'],
    ['another issuer', { iss: 'https://evil.example' }, 'google-token-invalid'],
    ['an e-mail that is not verified', { email_verified: false }, 'google-email-unverified'],
  ])('with an id token with %s goes back with the error', async (_what, claims, error) => {
    const { browser, back } = await returning();
    google.person = { ...newPerson(), ...claims };
    const before = await written();
    expect(locationOf(await browser.get(back.href))).toBe(`${RETURN}&error=${error}`);
    expect(await written()).toEqual(before);
  });

  test('verifies the signature, also of a token that came straight from Google', async () => {
    const { browser, back } = await returning();
    const { privateKey } = await generateKeyPair('RS256');
    const claims = {
      ...newPerson(),
      nonce: google.asked.authorize[0]?.get('nonce'),
      iss: google.issuer,
      aud: CLIENT_ID,
    };
    const forged = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: google.kid })
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);
    google.server.service.once('beforeResponse', (response) => Object.assign(response.body, { id_token: forged }));
    const before = await written();
    expect(locationOf(await browser.get(back.href))).toBe(`${RETURN}&error=google-token-invalid`);
    expect(await written()).toEqual(before);
  });

  test.each([
    ['refuses the code', { statusCode: 400, body: { error: 'invalid_grant' } }, 'google-token-invalid'],
    ['refuses our secret', { statusCode: 401, body: { error: 'invalid_client' } }, 'service-unavailable'],
    ['breaks', { statusCode: 500, body: {} }, 'service-unavailable'],
    ['gives no id token', { statusCode: 200, body: { access_token: 'x' } }, 'service-unavailable'],
    ['gives no object', { statusCode: 200, body: null }, 'service-unavailable'],
  ])('goes back with the error where Google %s', async (_what, instead, error) => {
    const { browser, back } = await returning();
    google.server.service.once('beforeResponse', (response) => Object.assign(response, instead));
    expect(locationOf(await browser.get(back.href))).toBe(`${RETURN}&error=${error}`);
  });

  test('of a person who declined goes back with the error', async () => {
    const { browser, back } = await returning({ state: 'mine' });
    back.searchParams.delete('code');
    back.searchParams.set('error', 'access_denied');
    expect(locationOf(await browser.get(back.href))).toBe(`${RETURN}&error=google-refused&state=mine`);
  });
});

describe('a Google that is away', () => {
  test('sends the browser back with the error, at the beginning and at the end', async () => {
    const away = await startGoogle();
    await withTestApp(away.env, async (cut) => {
      const { port } = new URL(away.issuer);
      const query = { redirectUri: RETURN, codeChallenge: newPkce().codeChallenge };
      const browser = createBrowser();
      const back = await consent(browser, locationOf(await browser.get(connectUrl(query, cut))));
      await away.stop();
      expect(locationOf(await browser.get(back))).toBe(`${RETURN}&error=service-unavailable`);
      await away.server.start(Number(port), '127.0.0.1');
      await away.stop();
    });
    await withTestApp({ ...away.env, GOOGLE_ISSUER: 'http://127.0.0.1:1' }, async (never) => {
      const query = { redirectUri: RETURN, codeChallenge: newPkce().codeChallenge };
      const response = await createBrowser().get(connectUrl(query, never));
      expect(locationOf(response)).toBe(`${RETURN}&error=service-unavailable`);
    });
  });
});

describe('the code', () => {
  test('is worth nothing without its verifier, and keeps its worth for who has it', async () => {
    const mine = newPkce();
    const code = (await signInByBrowser(mine.codeChallenge)).get('code');
    const before = await written();
    for (const codeVerifier of [newPkce().codeVerifier, mine.codeChallenge]) {
      const stolen = await exchange(code, codeVerifier);
      expect([stolen.status, await typeOf(stolen)]).toEqual([400, 'code-invalid']);
    }
    expect(await written()).toEqual(before);
    expect((await exchange(code, mine.codeVerifier)).status).toBe(201);
  });

  test('works once, also for ten at once', async () => {
    const { codeVerifier, codeChallenge } = newPkce();
    const code = (await signInByBrowser(codeChallenge)).get('code');
    const responses = await Promise.all(Array.from({ length: 10 }, () => exchange(code, codeVerifier)));
    expect(responses.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(400)]);
  });

  test('works for five minutes', async () => {
    const { codeVerifier, codeChallenge } = newPkce();
    const code = (await signInByBrowser(codeChallenge)).get('code');
    const rows = app.db('one_time_codes').where({ kind: 'google-sign-in' }).whereNull('usedAt');
    for (const { expiresAt, createdAt } of await rows.clone())
      expect(Math.round((expiresAt - createdAt) / 1_000)).toBe(300);
    await rows.update({ expiresAt: new Date(Date.now() - 1) });
    expect((await exchange(code, codeVerifier)).status).toBe(400);
  });

  test('is stored hashed, beside the identity and no token', async () => {
    const code = (await signInByBrowser(newPkce().codeChallenge)).get('code') ?? '';
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
    expect((await post('/auth/exchange', content)).status).toBe(422);
  });

  test('of an e-mail that has an account is refused, and then links it', async () => {
    const student = await createStudent(app);
    google.person = { ...newPerson(), email: student.email };
    const { codeVerifier, codeChallenge } = newPkce();
    const code = (await signInByBrowser(codeChallenge)).get('code');
    const clash = await exchange(code, codeVerifier);
    expect([clash.status, await typeOf(clash)]).toEqual([409, 'email-taken']);
    const headers = { Authorization: `Bearer ${student.accessToken}` };
    expect((await post('/auth/google/link', { code, codeVerifier }, headers)).status).toBe(204);
    expect((await exchange(code, codeVerifier)).status).toBe(400);
    const next = newPkce();
    const login = await exchange((await signInByBrowser(next.codeChallenge)).get('code'), next.codeVerifier);
    expect([login.status, (await body(login)).user.id]).toEqual([200, student.id]);
  });

  test('of somebody else links nothing', async () => {
    const student = await createStudent(app);
    const code = (await signInByBrowser(newPkce().codeChallenge)).get('code');
    const headers = { Authorization: `Bearer ${student.accessToken}` };
    const stolen = await post('/auth/google/link', { code, codeVerifier: newPkce().codeVerifier }, headers);
    expect([stolen.status, await typeOf(stolen)]).toEqual([400, 'code-invalid']);
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
