import type { Redis } from 'ioredis';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { TimeBudget } from '../lib/time-budget.js';
import { leased } from './leased-limiter.js';
import type { RateLimit, RateLimiter } from './rate-limit.js';

interface RateLimiterOptions {
  keyPrefix: string;
  points: number;
  durationSeconds: number;
  /** Told each time that this process counts for itself. */
  onFallback?: () => void;
}

/** The share of a window's calls that a process takes from Redis at a time. */
const LEASE_SHARE = 0.02;

/**
 * Allows `points` calls a key in each window of `durationSeconds`, counted in Redis for all processes.
 * While Redis is away, or slower than a request may wait, each process counts for itself, so that an outage does not
 * lift the limit.
 * Of a large limit each process takes a fiftieth at a time: never more than `points` go through,
 * and what a process does not use of its share is lost for that window.
 */
export function createRateLimiter(
  redis: Redis,
  { keyPrefix, points, durationSeconds, onFallback }: RateLimiterOptions,
): RateLimiter {
  const shared = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix,
    points,
    duration: durationSeconds,
    rejectIfRedisNotReady: true,
  });
  const own = new RateLimiterMemory({ keyPrefix, points, duration: durationSeconds });
  const toLimit = (allowed: boolean, { remainingPoints, msBeforeNext }: RateLimiterRes): RateLimit => ({
    allowed,
    limit: points,
    remaining: remainingPoints,
    resetSeconds: Math.ceil(msBeforeNext / 1000),
  });
  const consume = (limiter: RateLimiterAbstract, key: string, calls: number): Promise<RateLimit> =>
    limiter.consume(key, calls).then(
      (state) => toLimit(true, state),
      (refusal: unknown) => {
        if (refusal instanceof RateLimiterRes) return toLimit(false, refusal);
        throw refusal;
      },
    );
  const take = (key: string, calls: number, time: TimeBudget): Promise<RateLimit> =>
    time
      .spend(() => consume(shared, key, calls))
      .catch(() => {
        onFallback?.();
        return consume(own, key, calls);
      });
  return leased(take, Math.max(1, Math.floor(points * LEASE_SHARE)));
}
