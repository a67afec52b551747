import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { leased } from './leased-limiter.js';
import type { RateLimit, RateLimiter } from './rate-limit.js';

/** The share of a window's calls that a process takes from Redis at a time. */
const LEASE_SHARE = 0.02;

/**
 * Allows `points` calls a key in each window of `durationSeconds`, counted in Redis for all processes.
 * While Redis is away each process counts for itself, so that an outage does not lift the limit.
 * Of a large limit each process takes a fiftieth at a time: never more than `points` go through,
 * and what a process does not use of its share is lost for that window.
 */
export function createRateLimiter(
  redis: Redis,
  { keyPrefix, points, durationSeconds }: { keyPrefix: string; points: number; durationSeconds: number },
): RateLimiter {
  const limiter = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix,
    points,
    duration: durationSeconds,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory({ keyPrefix, points, duration: durationSeconds }),
  });
  const toLimit = (allowed: boolean, { remainingPoints, msBeforeNext }: RateLimiterRes): RateLimit => ({
    allowed,
    limit: points,
    remaining: remainingPoints,
    resetSeconds: Math.ceil(msBeforeNext / 1000),
  });
  const take = (key: string, calls: number): Promise<RateLimit> =>
    limiter.consume(key, calls).then(
      (state) => toLimit(true, state),
      (refusal: unknown) => {
        if (refusal instanceof RateLimiterRes) return toLimit(false, refusal);
        throw refusal;
      },
    );
  return leased(take, Math.max(1, Math.floor(points * LEASE_SHARE)));
}
