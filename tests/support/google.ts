import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { OAuth2Server } from 'oauth2-mock-server';

/** Claims of an id token; undefined leaves one out. */
type Claims = Record<string, unknown>;

/** An OpenID provider on HTTP that stands for Google. */
export interface GoogleDouble {
  server: OAuth2Server;
  issuer: string;
  /** Names its key. */
  kid: string;
  /** Configures an app to use it. */
  env: Record<string, string>;
  /** The queries of logins that were begun, and the bodies of codes that were exchanged, oldest first. */
  asked: { authorize: URLSearchParams[]; token: Record<string, string>[] };
  /** Who signs in next in a browser. */
  person: Claims;
  /** An id token as a client of Google's gets one. */
  idToken(claims?: Claims): Promise<string>;
  stop(): Promise<void>;
}

export const CLIENT_ID = 'web.apps.example';
export const MOBILE_CLIENT_ID = 'mobile.apps.example';
export const CLIENT_SECRET = 'client-secret-of-tests';
export const FRONTEND = 'https://app.example';

/** Somebody whom nobody knows yet. */
export const newPerson = (): Claims => {
  const sub = randomBytes(10).toString('hex');
  return { sub, email: `${sub}@gmail.example`, email_verified: true, name: 'Ada Lovelace' };
};

export async function startGoogle(): Promise<GoogleDouble> {
  const server = new OAuth2Server();
  const { kid } = await server.issuer.keys.generate('RS256');
  await server.start(0, '127.0.0.1');
  const issuer = server.issuer.url ?? '';
  const google: GoogleDouble = {
    server,
    issuer,
    kid,
    env: {
      GOOGLE_ISSUER: issuer,
      GOOGLE_CLIENT_ID: CLIENT_ID,
      GOOGLE_CLIENT_SECRET: CLIENT_SECRET,
      GOOGLE_AUDIENCES: MOBILE_CLIENT_ID,
      SIGN_IN_ORIGINS: `${FRONTEND},http://localhost:5173`,
    },
    asked: { authorize: [], token: [] },
    person: newPerson(),
    idToken: (claims = {}) =>
      server.issuer.buildToken({
        kid,
        scopesOrTransform: (_header, payload) => {
          // Two tokens of one second would be the same one.
          Object.assign(payload, newPerson(), { aud: CLIENT_ID, jti: randomUUID() }, claims);
        },
      }),
    stop: () => server.stop(),
  };
  server.service.on('beforeTokenSigning', ({ payload }) => Object.assign(payload, google.person));
  server.service.on('beforeAuthorizeRedirect', (_to, request: IncomingMessage) =>
    google.asked.authorize.push(new URL(request.url ?? '', issuer).searchParams),
  );
  server.service.on('beforeResponse', (_answer, { body }) => google.asked.token.push({ ...body }));
  return google;
}
