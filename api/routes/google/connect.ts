import { Router } from '@koa/router';
import type { Knex } from 'knex';
import type Koa from 'koa';
import type { Context, Middleware } from 'koa';
import type { Google } from '../../../clients/google/id-tokens.js';
import { isSignInRedirect } from '../../../domain/account/sign-in-redirect.js';
import { Problem } from '../../../domain/problems.js';
import { keepBrowserLogin } from '../../../services/auth/google/keep-browser-login.js';
import { configured } from '../../../services/auth/google/proofs.js';
import type { KeySet } from '../../../services/auth/keys.js';
import type { Clock } from '../../../services/shared/clock.js';
import { parsePart } from '../../contract/validate.js';
import { type ProblemDeps, toProblem } from '../../middleware/problems.js';
import { connectSession } from './connect-session.js';
import { createGrant, fetchIdToken, type GoogleClient } from './grant-google.js';
import { callbackQuery, connectQuery } from './schema.js';

export interface ConnectDeps extends ProblemDeps {
  clock: Clock;
  db: Knex;
  google: Google | null;
  /** Null where logins in the browser are not set up. */
  googleClient: GoogleClient | null;
  tokens: { keys: KeySet };
  signInOrigins: readonly string[];
  /** Known once the API listens. */
  publicUrl: () => string;
}

/** What a login in the browser was begun with; kept in its signed cookie. */
interface Flow {
  redirectUri: string;
  codeChallenge: string;
  state?: string | undefined;
}

/** Signing in with Google in a browser: there, back, and on to the frontend with a code that works once. */
export function connectRoutes(app: Koa, limit: Middleware, deps: ConnectDeps): Router {
  const router = new Router({ prefix: '/connect', sensitive: true, strict: true });
  const session = connectSession(app, {
    keys: deps.tokens.keys,
    clock: deps.clock,
    publicUrl: new URL(deps.publicUrl()),
  });
  router.use(limit, discreet);
  if (!deps.google || !deps.googleClient) {
    router.get(['/google', '/google/callback'], () => configured(null));
    return router;
  }
  const google = deps.google;
  const callback = () => `${deps.publicUrl().replace(/\/$/, '')}/connect/google/callback`;
  const grant = createGrant(google, deps.googleClient, callback);

  router.get('/google', ...session, async (ctx: Context) => {
    const flow = readFlow(ctx, deps.signInOrigins);
    // grant would keep the query in its session as well.
    ctx.querystring = '';
    ctx.session.flow = flow;
    await orBackWithError(ctx, flow, deps, async () => {
      await grant(ctx, async () => undefined);
      if (!ctx.response.get('Location')) throw new Error('grant began no login');
    });
  });

  router.get('/google/callback', ...session, async (ctx: Context) => {
    const { flow, nonce } = openFlow(ctx);
    await orBackWithError(ctx, flow, deps, async () => {
      const idToken = await fetchIdToken(grant, ctx, deps.log);
      const login = { idToken, nonce, codeChallenge: flow.codeChallenge };
      goBack(ctx, flow, { code: await keepBrowserLogin({ ...deps, google }, login) });
    });
    ctx.session = null;
  });
  return router;
}

/** Addresses of the flow hold codes: nobody keeps them, and no next page learns of them. */
const discreet: Middleware = async (ctx, next) => {
  ctx.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
  await next();
};

function readFlow(ctx: Context, origins: readonly string[]): Flow {
  const flow = parsePart(connectQuery, 'query', { ...ctx.query }) as Flow;
  if (isSignInRedirect(flow.redirectUri, origins)) return flow;
  throw new Problem('invalid-request', 'Some fields are wrong.', {
    errors: [{ pointer: '?redirectUri', detail: 'Must have one of the origins that are listed here' }],
  });
}

/**
 * The flow that a callback belongs to. One that cannot show its state ends nobody's flow.
 * @throws Problem google-token-invalid.
 */
function openFlow(ctx: Context): { flow: Flow; nonce: string } {
  const { state } = parsePart(callbackQuery, 'query', { ...ctx.query }) ?? {};
  const { flow, grant } = ctx.session as { flow?: Flow; grant?: { state?: string; nonce?: string } };
  if (!flow || !grant?.nonce || !grant.state || state !== grant.state)
    throw new Problem('google-token-invalid', 'This is not the login that was begun here; begin again.');
  return { flow, nonce: grant.nonce };
}

async function orBackWithError(ctx: Context, flow: Flow, deps: ProblemDeps, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    goBack(ctx, flow, { error: toProblem(error, ctx, deps).type });
  }
}

function goBack(ctx: Context, { redirectUri, state }: Flow, outcome: { code: string } | { error: string }): void {
  const target = new URL(redirectUri);
  for (const name of ['code', 'error', 'state']) target.searchParams.delete(name);
  for (const [name, value] of Object.entries(outcome)) target.searchParams.set(name, value);
  if (state !== undefined) target.searchParams.set('state', state);
  ctx.redirect(target.href);
}
