import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { generateKeyPair, SignJWT } from 'jose';
import { body } from '../support/body.js';
import { createBrowser } from '../support/browser.js';
import { connectUrl, consent, locationOf, newPkce, RETURN, toGoogle } from '../support/browser-login.js';
import { CLIENT_ID, FRONTEND, type GoogleDouble, newPerson, startGoogle } from '../support/google.js';
import { loginRows, startGoogleApp } from '../support/google-app.js';
import { problemOf } from '../support/http.js';
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
    const response = await browser.get(connectUrl(app, { redirectUri, codeChallenge: newPkce().codeChallenge }));
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
    const response = await createBrowser().get(connectUrl(app, { redirectUri: RETURN, ...query }));
    expect([response.status, await problemOf(response)]).toEqual([422, 'invalid-request']);
  });

  test('is refused with a parameter given twice', async () => {
    const url = connectUrl(app, { redirectUri: RETURN, codeChallenge: 'a'.repeat(43) });
    const response = await createBrowser().get(`${url}&redirectUri=https://evil.example`);
    expect(response.status).toBe(422);
  });

  test('takes no other provider and no other way in', async () => {
    for (const path of ['/connect/github', '/connect/GOOGLE', '/connect/google/callback/x', '/connect/google/x'])
      expect((await fetch(`${app.api.url}${path}`, { redirect: 'manual' })).status).toBe(404);
    expect((await fetch(connectUrl(app, {}), { method: 'POST' })).status).toBe(405);
  });
});

describe('the callback', () => {
  /** A browser that Google sends back. */
  async function returning(more: Record<string, string> = {}) {
    const browser = createBrowser();
    const pkce = newPkce();
    const back = new URL(await consent(browser, await toGoogle(app, browser, pkce.codeChallenge, more)));
    return { browser, back, ...pkce };
  }

  async function expectRefusal(response: Response, before: unknown): Promise<void> {
    expect([response.status, locationOf(response), await problemOf(response)]).toEqual([
      401,
      '',
      'google-token-invalid',
    ]);
    expect(await loginRows(app)).toEqual(before);
  }

  test('without the state of this browser is refused, and the login goes on', async () => {
    const { browser, back } = await returning();
    const before = await loginRows(app);
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
    const before = await loginRows(app);
    await expectRefusal(await createBrowser().get(back.href), before);
  });

  test("with another login's state is refused: nobody is signed in as somebody else", async () => {
    const [mine, theirs] = [await returning(), await returning()];
    const before = await loginRows(app);
    await expectRefusal(await mine.browser.get(theirs.back.href), before);
  });

  test('with a cookie that was changed, or signed by nobody, is refused', async () => {
    const { browser, back } = await returning();
    const before = await loginRows(app);
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
    const before = await loginRows(app);
    await expectRefusal(await browser.get(back.href), before);
    for (const [name, cookie] of kept) browser.cookies.set(name, cookie);
    const replayed = await browser.get(back.href);
    expect(new URL(locationOf(replayed)).searchParams.get('error')).not.toBeNull();
    expect(await loginRows(app)).toEqual(before);
  });

  test('with an id token for another login goes back with the error, and nothing is written', async () => {
    const { browser, back } = await returning({ state: 'mine' });
    google.person = { ...newPerson(), nonce: 'of another login' };
    const before = await loginRows(app);
    const response = await browser.get(back.href);
    expect(locationOf(response)).toBe(`${RETURN}&error=google-token-invalid&state=mine`);
    expect(await loginRows(app)).toEqual(before);
  });

  test.each([
    ['no nonce', { nonce: undefined }, 'google-token-invalid'],
    ['another audience', { aud: 'stranger' }, 'google-token-invalid'],
    ['another issuer', { iss: 'https://evil.example' }, 'google-token-invalid'],
    ['an e-mail that is not verified', { email_verified: false }, 'google-email-unverified'],
  ])('with an id token with %s goes back with the error', async (_what, claims, error) => {
    const { browser, back } = await returning();
    google.person = { ...newPerson(), ...claims };
    const before = await loginRows(app);
    expect(locationOf(await browser.get(back.href))).toBe(`${RETURN}&error=${error}`);
    expect(await loginRows(app)).toEqual(before);
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
    const before = await loginRows(app);
    expect(locationOf(await browser.get(back.href))).toBe(`${RETURN}&error=google-token-invalid`);
    expect(await loginRows(app)).toEqual(before);
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
      const back = await consent(browser, locationOf(await browser.get(connectUrl(cut, query))));
      await away.stop();
      expect(locationOf(await browser.get(back))).toBe(`${RETURN}&error=service-unavailable`);
      await away.server.start(Number(port), '127.0.0.1');
      await away.stop();
    });
    await withTestApp({ ...away.env, GOOGLE_ISSUER: 'http://127.0.0.1:1' }, async (never) => {
      const query = { redirectUri: RETURN, codeChallenge: newPkce().codeChallenge };
      const response = await createBrowser().get(connectUrl(never, query));
      expect(locationOf(response)).toBe(`${RETURN}&error=service-unavailable`);
    });
  });
});
