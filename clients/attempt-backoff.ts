import type { Redis } from 'ioredis';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { backoffSeconds } from '../domain/account/login-backoff.js';
import type { TimeBudget } from '../lib/time-budget.js';

/**
 * Counts attempts by key and makes those that follow too many others wait. Redis is waited for within the budget; no
 * call throws for one that is away or hangs.
 */
export interface AttemptBackoff {
  /** Counts one attempt. @returns 0 if it may go on, else the seconds to wait; one that must wait does not count. */
  attempt(key: string, time: TimeBudget): Promise<number>;
  /** Forgets the attempts of a key. */
  clear(key: string, time: TimeBudget): Promise<void>;
  /** Takes one attempt back. */
  uncount(key: string, time: TimeBudget): Promise<void>;
}

/** Attempts as one store counts them. */
interface AttemptCount {
  attempt(key: string): Promise<number>;
  clear(key: string): Promise<void>;
  uncount(key: string): Promise<void>;
}

interface BackoffOptions {
  keyPrefix: string;
  /** Attempts without a wait. */
  free: number;
}

/** How long attempts count; shorter in memory, which must stay small under a flood of keys. */
const REDIS_SECONDS = 24 * 3_600;
const MEMORY_SECONDS = 3_600;
const NO_LIMIT = 1_000_000;

/**
 * Counts in Redis for all processes, and in this process as well; the stricter of the two decides. So neither an
 * outage of Redis nor a flushed one gives an attacker fresh attempts.
 */
export function createAttemptBackoff(redis: Redis, { keyPrefix, free }: BackoffOptions): AttemptBackoff {
  const store = { storeClient: redis, rejectIfRedisNotReady: true };
  const shared = countWith(
    new RateLimiterRedis({ ...store, keyPrefix: `${keyPrefix}:n`, points: NO_LIMIT, duration: REDIS_SECONDS }),
    new RateLimiterRedis({ ...store, keyPrefix: `${keyPrefix}:wait`, points: 1, duration: 1 }),
    free,
  );
  const own = countWith(
    new RateLimiterMemory({ keyPrefix: `${keyPrefix}:n`, points: NO_LIMIT, duration: MEMORY_SECONDS }),
    new RateLimiterMemory({ keyPrefix: `${keyPrefix}:wait`, points: 1, duration: 1 }),
    free,
  );
  return {
    attempt: async (key, time) =>
      (await own.attempt(key)) || (await time.spend(() => shared.attempt(key)).catch(() => 0)),
    clear: async (key, time) => {
      await own.clear(key);
      await time.spend(() => shared.clear(key)).catch(() => {});
    },
    uncount: async (key, time) => {
      await own.uncount(key);
      await time.spend(() => shared.uncount(key)).catch(() => {});
    },
  };
}

/** `counter` holds the attempts of a key; `pause` lets one through and then none until the wait is over. */
function countWith(counter: RateLimiterAbstract, pause: RateLimiterAbstract, free: number): AttemptCount {
  return {
    async attempt(key) {
      const { consumedPoints } = await counter.penalty(key, 1);
      const customDuration = backoffSeconds(consumedPoints, free);
      if (customDuration === 0) return 0;
      try {
        await pause.consume(key, 1, { customDuration });
        return 0;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        await counter.reward(key, 1);
        return Math.max(Math.ceil(refusal.msBeforeNext / 1_000), 1);
      }
    },
    async clear(key) {
      await Promise.all([counter.delete(key), pause.delete(key)]);
    },
    async uncount(key) {
      await counter.reward(key, 1);
    },
  };
}
