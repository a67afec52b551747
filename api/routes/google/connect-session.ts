import { createHmac, timingSafeEqual } from 'node:crypto';
import type Koa from 'koa';
import type { Middleware } from 'koa';
import { createSession } from 'koa-session';
import type { KeySet } from '../../../services/auth/keys.js';
import type { Clock } from '../../../services/shared/clock.js';

const MINUTES = 10;

/** The session of one login in the browser: a signed cookie that lives 10 minutes and goes to /connect only. */
export function connectSession(
  app: Koa,
  { keys, clock, publicUrl }: { keys: KeySet; clock: Clock; publicUrl: URL },
): Middleware[] {
  const secure = publicUrl.protocol === 'https:';
  const options = {
    key: 'scholium.connect',
    path: `${publicUrl.pathname.replace(/\/$/, '')}/connect`,
    maxAge: MINUTES * 60_000,
    sameSite: 'lax',
    httpOnly: true,
    signed: true,
    secure,
  };
  const signed: Middleware = async (ctx, next) => {
    // Behind a proxy with TLS that is not counted as ours the connection looks plain, and `secure` would be refused.
    Object.assign(ctx.cookies, { keys: await cookieSignatures(keys, clock()), secure });
    await next();
  };
  return [signed, createSession(options, app)];
}

/** Signs with the newest key, and takes what any living key has signed, so that a rotation ends no login. */
async function cookieSignatures(keys: KeySet, now: Date) {
  const { signing, verifying } = await keys.current();
  const newest = verifying.get(signing.kid);
  if (!newest) throw new Error('the signing key has no secret for cookies');
  const living = [...verifying.values()].filter(({ exp }) => exp * 1_000 > now.getTime());
  return {
    sign: (data: string) => signature(data, newest.cookieSecret),
    index: (data: string, signed: string) =>
      living.some(({ cookieSecret }) => isSame(signed, signature(data, cookieSecret))) ? 0 : -1,
  };
}

const signature = (data: string, secret: Buffer): string =>
  createHmac('sha256', secret).update(data).digest('base64url');

function isSame(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
