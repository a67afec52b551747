import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createGoogle, type Google, issuersOf } from '../../clients/google/id-tokens.js';
import { CLIENT_ID, type GoogleDouble, newPerson, startGoogle } from '../support/google.js';

let double: GoogleDouble;
beforeAll(async () => {
  double = await startGoogle();
});
afterAll(() => double.stop());

/** Lends a provider whose addresses respond as `responses` says, or never where there is none; and what is told of it. */
async function withProvider(
  responses: (issuer: string) => Record<string, { status?: number; body: string }>,
  use: (google: Google, told: Error[]) => Promise<void>,
): Promise<void> {
  const server: Server = createServer(({ url = '' }, response) => {
    const found = responses(issuer)[url];
    if (found) response.writeHead(found.status ?? 200, { 'content-type': 'application/json' }).end(found.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const told: Error[] = [];
  const options = { issuer, audiences: [CLIENT_ID], onOutage: (error: Error) => told.push(error) };
  try {
    await use(createGoogle({ ...options, timeoutMs: 200 }), told);
  } finally {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
}

const DISCOVERY = '/.well-known/openid-configuration';
const discovery = (issuer: string, more: object = {}) => ({
  body: JSON.stringify({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    ...more,
  }),
});

describe('a Google that is at fault is away, whatever the token is', () => {
  test.each<[string, Parameters<typeof withProvider>[0]]>([
    ['never responses', () => ({})],
    ['fails', () => ({ [DISCOVERY]: { status: 500, body: '{}' } })],
    ['responses no JSON', () => ({ [DISCOVERY]: { body: '<html>' } })],
    ['speaks for another issuer', () => ({ [DISCOVERY]: discovery('https://accounts.google.com') })],
    ['names no address of its keys', (own) => ({ [DISCOVERY]: discovery(own, { jwks_uri: undefined }) })],
    ['names an address that is none', (own) => ({ [DISCOVERY]: discovery(own, { jwks_uri: 'file:///etc/passwd' }) })],
    ['never gives its keys', (own) => ({ [DISCOVERY]: discovery(own) })],
    ['fails at its keys', (own) => ({ [DISCOVERY]: discovery(own), '/keys': { status: 503, body: '' } })],
    ['gives keys that are none', (own) => ({ [DISCOVERY]: discovery(own), '/keys': { body: '{"keys":"elsewhere"}' } })],
  ])('that %s', async (_what, responses) => {
    await withProvider(responses, async (google, told) => {
      await expect(google.verify(await double.idToken(), {})).rejects.toMatchObject({
        type: 'service-unavailable',
        retryAfterSeconds: 5,
      });
      expect(told).toHaveLength(1);
    });
  });

  test('and is asked again by the next call', async () => {
    let status = 500;
    await withProvider(
      (issuer) => ({ [DISCOVERY]: { ...discovery(issuer), status } }),
      async (google) => {
        await expect(google.endpoints()).rejects.toMatchObject({ type: 'service-unavailable' });
        status = 200;
        await expect(google.endpoints()).resolves.toMatchObject({ token: expect.stringMatching(/\/token$/) });
        status = 500;
        await expect(google.endpoints()).resolves.toBeDefined();
      },
    );
  });
});

test('a key that Google lists for another algorithm than RS256 signs no login', async () => {
  const both = await startGoogle();
  const { kid } = await both.server.issuer.keys.generate('ES256');
  const google = createGoogle({ issuer: both.issuer, audiences: [CLIENT_ID], onOutage: () => undefined });
  const claims = { ...newPerson(), aud: CLIENT_ID };
  const signedBy = (name: string) =>
    both.server.issuer.buildToken({
      kid: name,
      scopesOrTransform: (_header, payload) => void Object.assign(payload, claims),
    });
  await expect(google.verify(await signedBy(both.kid), {})).resolves.toMatchObject({
    identity: { issuer: both.issuer },
  });
  await expect(google.verify(await signedBy(kid), {})).rejects.toMatchObject({ type: 'google-token-invalid' });
  await both.stop();
});

test('Google alone goes by two names', () => {
  expect(issuersOf('https://accounts.google.com')).toEqual(['https://accounts.google.com', 'accounts.google.com']);
  expect(issuersOf('https://login.example')).toEqual(['https://login.example']);
});
