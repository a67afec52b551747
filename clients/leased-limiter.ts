import type { RateLimit, RateLimiter } from './rate-limit.js';

/** Calls that were taken for a key and are not used up. */
interface Lease {
  state: RateLimit;
  left: number;
  /** When the window ends, by Date.now. */
  until: number;
}

/** Keys whose leases are kept; those beyond begin anew. */
const MAX_KEYS = 10_000;

/**
 * Spares most calls the way to the shared count: takes `size` calls of a key at once and hands them out one by one.
 * @param take takes so many calls of a key from the shared count
 */
export function leased(take: (key: string, calls: number) => Promise<RateLimit>, size: number): RateLimiter {
  if (size === 1) return { consume: (key) => take(key, 1) };
  const leases = new Map<string, Lease>();
  const taking = new Map<string, Promise<RateLimit>>();

  const renew = async (key: string): Promise<RateLimit> => {
    const state = await take(key, size);
    const oldest = leases.size >= MAX_KEYS ? leases.keys().next() : undefined;
    if (oldest && !oldest.done) leases.delete(oldest.value);
    leases.delete(key);
    if (state.allowed) leases.set(key, { state, left: size, until: Date.now() + state.resetSeconds * 1_000 });
    return state;
  };

  return {
    async consume(key) {
      for (;;) {
        const lease = leases.get(key);
        const msLeft = (lease?.until ?? 0) - Date.now();
        if (lease && lease.left > 0 && msLeft > 0) {
          lease.left -= 1;
          const remaining = lease.state.remaining + lease.left;
          return { ...lease.state, remaining, resetSeconds: Math.ceil(msLeft / 1_000) };
        }
        // Many at once share one lease, instead of taking one each and losing most of it.
        const renewal = taking.get(key) ?? renew(key).finally(() => taking.delete(key));
        taking.set(key, renewal);
        const state = await renewal;
        if (!state.allowed) return state;
      }
    },
  };
}
