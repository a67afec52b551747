import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

/** The state of one key after a call was counted. */
export interface RateLimit {
  allowed: boolean;
  /** Calls a window allows. */
  limit: number;
  /** Calls left in this window, at least 0. */
  remaining: number;
  /** Seconds until the window ends, rounded up. */
  resetSeconds: number;
}

/** Counts calls by key. */
export interface RateLimiter {
  /** Counts one call; never throws for a dead Redis. */
  consume(key: string): Promise<RateLimit>;
}

/**
 * Allows `points` calls a key in each window of `durationSeconds`, counted in Redis for all processes.
 * While Redis is away each process counts for itself, so that an outage does not lift the limit.
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
  return {
    consume: (key) =>
      limiter.consume(key).then(
        (state) => toLimit(true, state),
        (refusal: unknown) => {
          if (refusal instanceof RateLimiterRes) return toLimit(false, refusal);
          throw refusal;
        },
      ),
  };
}
