import { LRUCache } from 'lru-cache';
import type { TimeBudget } from '../lib/time-budget.js';
import type { RateLimit, RateLimiter } from './rate-limit.js';

/** Calls that were taken for a key and are not used up. */
interface Lease {
  state: RateLimit;
  left: number;
}

/** Keys whose leases are kept; the others take a new one. */
const MAX_KEYS = 10_000;

/**
 * Spares most calls the way to the shared count: takes `size` calls of a key at once and hands them out one by one,
 * until their window ends.
 * @param take takes so many calls of a key from the shared count
 */
export function leased(
  take: (key: string, calls: number, time: TimeBudget) => Promise<RateLimit>,
  size: number,
): RateLimiter {
  if (size === 1) return { consume: (key, time) => take(key, 1, time) };
  // A clock that is read anew each time, so that no window seems longer than it is.
  const leases = new LRUCache<string, Lease>({ max: MAX_KEYS, ttlResolution: 0 });
  const renewals = new Map<string, Promise<RateLimit>>();

  const renew = async (key: string, time: TimeBudget): Promise<RateLimit> => {
    const state = await take(key, size, time);
    const ttl = state.resetSeconds * 1_000;
    // To the cache 0 means for ever.
    if (state.allowed && ttl > 0) leases.set(key, { state, left: size }, { ttl });
    else leases.delete(key);
    return state;
  };

  return {
    async consume(key, time) {
      for (;;) {
        const lease = leases.get(key);
        if (lease && lease.left > 0) {
          lease.left -= 1;
          const remaining = lease.state.remaining + lease.left;
          return { ...lease.state, remaining, resetSeconds: Math.ceil(leases.getRemainingTTL(key) / 1_000) };
        }
        // Many at once share one lease, instead of taking one each and losing most of it.
        const pending = renewals.get(key);
        const renewal = pending ?? renew(key, time).finally(() => renewals.delete(key));
        renewals.set(key, renewal);
        // One that somebody else began ends within their budget; waiting for it takes of this one.
        const state = await (pending ? time.spend(() => pending).catch(() => pending) : renewal);
        if (!state.allowed) return state;
      }
    },
  };
}
