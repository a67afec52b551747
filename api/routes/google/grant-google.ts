import grant, { type GrantResponse } from 'grant';
import type { Context, Middleware } from 'koa';
import { type Google, providerUnavailable } from '../../../clients/google/id-tokens.js';
import { Problem } from '../../../domain/problems.js';
import { ENGINE_WAITS_MS } from '../../../domain/wait-limits.js';
import type { Log } from '../../../services/shared/ports.js';

/** The client at Google that logins in the browser are made with. */
export interface GoogleClient {
  id: string;
  secret: string;
}

/**
 * grant, which begins a login at Google (state, nonce, PKCE) and fetches the id token at its end; it verifies neither
 * the state of a refusal nor the token. Made when Google's addresses are known, and again when they change.
 * @param callback the address of ours that Google sends browsers back to
 */
export function createGrant(google: Google, client: GoogleClient, callback: () => string): Middleware {
  let made: { addresses: string; middleware: Middleware } | undefined;
  return async (ctx, next) => {
    const { authorize, token } = await google.endpoints();
    const addresses = `${authorize} ${token}`;
    if (made?.addresses !== addresses) {
      const middleware = grant.default.koa()({
        request: { timeout: ENGINE_WAITS_MS.google },
        config: {
          defaults: { prefix: '/connect', transport: 'state', response: ['tokens'] },
          google: {
            authorize_url: authorize,
            access_url: token,
            redirect_uri: callback(),
            key: client.id,
            secret: client.secret,
            scope: ['openid', 'email', 'profile'],
            state: true,
            nonce: true,
            pkce: true,
            custom_params: { prompt: 'select_account' },
          },
        },
      });
      made = { addresses, middleware };
    }
    await made.middleware(ctx, next);
  };
}

/**
 * Has grant pay in the code that the browser came back with.
 * @returns the id token, not verified
 * @throws Problem google-refused where the person declined; google-token-invalid; service-unavailable.
 */
export async function fetchIdToken(grantGoogle: Middleware, ctx: Context, log: Log): Promise<string> {
  try {
    await grantGoogle(ctx, async () => undefined);
  } catch (error) {
    // grant trips over answers that are no objects.
    throw error instanceof Problem ? error : providerUnavailable(error);
  }
  const { id_token: idToken, error }: GrantResponse = ctx.state.grant?.response ?? {};
  if (idToken && !error) return idToken;
  const reason = reasonOf(error);
  if (reason === 'access_denied') throw new Problem('google-refused', 'Nothing was changed; you can try again.');
  if (reason === 'invalid_grant' || reason.startsWith('Grant: '))
    throw new Problem('google-token-invalid', 'Sign in with Google again.');
  log.warn({ requestId: ctx.state.requestId, reason }, 'Google gave no id token');
  throw providerUnavailable();
}

/** What Google refuses is an object with a fixed word (RFC 6749, 5.2); what grant finds is a sentence. */
function reasonOf(error: unknown): string {
  const word = typeof error === 'object' && error !== null && 'error' in error ? error.error : error;
  return typeof word === 'string' && /^([a-z_]{1,40}|Grant: [\w ]{1,80})$/.test(word) ? word : 'none that is known';
}
