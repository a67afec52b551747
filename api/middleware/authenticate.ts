import type { Context, Middleware } from 'koa';
import jwt from 'koa-jwt';
import { validate } from 'uuid';
import { Problem } from '../../domain/problems.js';
import type { AccessTokenSettings } from '../../services/auth/access-tokens.js';
import type { SessionStates } from '../../services/auth/session-states.js';
import type { Clock } from '../../services/shared/clock.js';
import { type Caller, signInAgain } from '../../services/shared/lock-caller.js';
import { rememberTokens } from './remember-tokens.js';

interface AuthenticateDeps {
  tokens: AccessTokenSettings;
  sessions: SessionStates;
  clock: Clock;
}

/**
 * Lets only callers with a valid access token of an open session of an active user pass; sets `ctx.state.principal`.
 * Who only reads may be up to 30 s behind; whoever writes is looked up in Postgres.
 * @throws Problem unauthenticated.
 */
export function authenticate(deps: AuthenticateDeps): Middleware[] {
  return [...checkToken(deps), loadPrincipal(deps.sessions)];
}

/**
 * Lets callers with a valid access token pass, whose session may be over: for operations that look at it themselves.
 * Of the principal there are the ids.
 * @throws Problem unauthenticated.
 */
export function authenticateByToken(deps: Omit<AuthenticateDeps, 'sessions'>): Middleware[] {
  return [...checkToken(deps), namedSession];
}

function checkToken({ tokens, clock }: Omit<AuthenticateDeps, 'sessions'>): Middleware[] {
  const verify = jwt({
    secret: (async ({ kid }: { kid?: string }) =>
      (await tokens.keys.find(kid ?? '')) ?? Promise.reject(unknownKey())) as unknown as jwt.SecretLoader,
    algorithms: ['ES256'],
    issuer: tokens.issuer,
    audience: tokens.audience,
    key: 'token',
  });
  return [asProblem, rememberTokens({ clock }, verify)];
}

const isUuid = (value: unknown): value is string => validate(value);

const unknownKey = () => new Error('no such key');

/** koa-jwt throws http-errors with 401 for whatever is wrong; which it was is nobody's business. */
async function asProblem(_ctx: Context, next: () => Promise<unknown>): Promise<void> {
  try {
    await next();
  } catch (error) {
    const refused = (error as { status?: number }).status === 401 && !(error instanceof Problem);
    throw refused ? new Problem('unauthenticated', 'Send a valid access token.') : error;
  }
}

/** Whom a token names. @throws Problem unauthenticated. */
function callerOf(ctx: Context): Caller {
  const { sid, sub } = ctx.state.token as { sid: unknown; sub: unknown };
  if (!isUuid(sid) || !isUuid(sub)) throw signInAgain();
  return { userId: sub, sessionId: sid };
}

async function namedSession(ctx: Context, next: () => Promise<unknown>): Promise<void> {
  ctx.state.principal = callerOf(ctx);
  await next();
}

function loadPrincipal(sessions: SessionStates): Middleware {
  return async (ctx, next) => {
    const { sessionId, userId } = callerOf(ctx);
    const reads = ctx.method === 'GET' || ctx.method === 'HEAD';
    const find = reads ? sessions.find : sessions.findNow;
    const principal = await find(sessionId, userId);
    if (!principal) throw signInAgain();
    ctx.state.principal = principal;
    await next();
    // The caller's next request sees what this one changed, before the database has told of it.
    if (!reads) sessions.forget(principal.userId);
  };
}
