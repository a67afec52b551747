import type { Middleware } from 'koa';
import type { RateLimiter } from '../../clients/rate-limit.js';
import { Problem } from '../../domain/problems.js';
import { limiterTime } from './limiter-time.js';

/**
 * Counts calls by student where one is known, else by address, and tells how many are left.
 * @throws Problem too-many-requests.
 */
export const rateLimit =
  (limiter: RateLimiter): Middleware =>
  async (ctx, next) => {
    const key = ctx.state.principal?.userId ?? ctx.ip;
    const { allowed, limit, remaining, resetSeconds } = await limiter.consume(key, limiterTime(ctx));
    ctx.set({
      'RateLimit-Limit': String(limit),
      'RateLimit-Remaining': String(remaining),
      'RateLimit-Reset': String(resetSeconds),
    });
    if (!allowed) {
      throw new Problem('too-many-requests', `Try again in ${resetSeconds} seconds.`, {
        retryAfterSeconds: resetSeconds,
      });
    }
    await next();
  };
