import type { Redis } from 'ioredis';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { backoffSeconds } from '../domain/account/login-backoff.js';

/** Counts attempts by key and makes those that follow too many others wait. */
export interface AttemptBackoff {
  /** Counts one attempt. @returns 0 if it may go on, else the seconds to wait; one that must wait does not count. */
  attempt(key: string): Promise<number>;
  /** Forgets the attempts of a key. */
  clear(key: string): Promise<void>;
  /** Takes one attempt back. */
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
    attempt: async (key) => (await own.attempt(key)) || (await shared.attempt(key).catch(() => 0)),
    clear: async (key) => void (await Promise.allSettled([own.clear(key), shared.clear(key)])),
    uncount: async (key) => void (await Promise.allSettled([own.uncount(key), shared.uncount(key)])),
  };
}

/** `counter` holds the attempts of a key; `pause` lets one through and then none until the wait is over. */
function countWith(counter: RateLimiterAbstract, pause: RateLimiterAbstract, free: number): AttemptBackoff {
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
