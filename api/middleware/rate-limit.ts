import type { Middleware, ParameterizedContext } from 'koa';
import type { RateLimiter } from '../../clients/rate-limit.js';
import { callMs } from '../../domain/call-rate.js';
import { Problem } from '../../domain/problems.js';
import { callerNetwork } from './caller-address.js';
import { limiterTime } from './limiter-time.js';

const inSeconds = (ms: number): number => Math.ceil(ms / 1_000);

/**
 * Counts calls by student where one is known, else by address, and tells how many are left, in the fields of
 * draft-ietf-httpapi-ratelimit-headers-11: as many calls as `q` come back in `w` seconds, `r` may be made now, and in
 * `t` seconds the whole quota is there again.
 * @throws Problem too-many-requests.
 */
export const rateLimit =
  (name: string, limiter: RateLimiter): Middleware =>
  async (ctx, next) => {
    await countCall(ctx, name, limiter);
    await next();
  };

/**
 * Counts by address who is not let in, so that nobody tries tokens without end. It stands before whoever lets in.
 * @throws Problem too-many-requests.
 */
export const limitRefused =
  (name: string, limiter: RateLimiter): Middleware =>
  async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const isRefused = error instanceof Problem && error.type === 'unauthenticated' && !ctx.state.principal;
      if (isRefused) await countCall(ctx, name, limiter);
      throw error;
    }
  };

async function countCall(ctx: ParameterizedContext, name: string, limiter: RateLimiter): Promise<void> {
  const key = ctx.state.principal?.userId ?? callerNetwork(ctx);
  const { allowed, left, untilFullMs, waitMs } = await limiter.consume(key, limiterTime(ctx));
  const { burst } = limiter.rate;
  ctx.set({
    'RateLimit-Policy': `"${name}";q=${burst};w=${inSeconds(burst * callMs(limiter.rate))}`,
    RateLimit: `"${name}";r=${left};t=${inSeconds(untilFullMs)}`,
  });
  if (allowed) return;
  const retryAfterSeconds = inSeconds(waitMs);
  throw new Problem('too-many-requests', `Try again in ${retryAfterSeconds} seconds.`, { retryAfterSeconds });
}
