import { LRUCache } from 'lru-cache';
import { type CallRate, type CallsWanted, callMs, stateOf } from '../domain/call-rate.js';
import type { TimeBudget } from '../lib/time-budget.js';
import type { RateLimit, RateLimiter } from './rate-limit.js';

/** What a shared count gave. */
interface Taken {
  granted: number;
  /** Milliseconds until it has the whole burst again. */
  untilFullMs: number;
}

/** Takes calls of a key from the shared count. */
export type Take = (key: string, calls: CallsWanted, time: TimeBudget) => Promise<Taken>;

/** Calls that were taken for a key. */
interface Lease extends Taken {
  /** Of those who waited for it, whatever becomes of the rest. */
  wanted: number;
  used: number;
  takenAt: number;
}

/** A look at the shared count that is under way, and how many calls wait for its end. */
interface Renewal {
  lease: Promise<Lease>;
  waiting: number;
}

/** Keys whose leases are kept; the others take a new one. */
const MAX_KEYS = 10_000;

/**
 * Spares calls the way to the shared count: takes `share` of a key at once where there are many, and what all who wait
 * need, and hands them out one by one. What is not used of a lease is lost as fast as the shared count has it back, so
 * that both together never hold more than the burst.
 */
export function leased(take: Take, rate: CallRate, share: number): RateLimiter {
  const leases = new LRUCache<string, Lease>({ max: MAX_KEYS });
  const renewals = new Map<string, Renewal>();

  const hasCall = ({ granted, wanted, used, takenAt }: Lease): boolean =>
    used < Math.min(wanted, granted) || used + 1 <= granted - (performance.now() - takenAt) / callMs(rate);

  const use = (lease: Lease): RateLimit => {
    lease.used += 1;
    const left = stateOf(rate, lease.untilFullMs).left + lease.granted - lease.used;
    const untilFullMs = Math.max(lease.untilFullMs - (performance.now() - lease.takenAt), 0);
    return { allowed: true, left, untilFullMs, waitMs: 0 };
  };
  const refuse = ({ untilFullMs }: Taken): RateLimit => ({ allowed: false, ...stateOf(rate, untilFullMs) });

  const renew = async (key: string, wanted: number, time: TimeBudget): Promise<Lease> => {
    try {
      const lease = { ...(await take(key, { wanted, share }, time)), wanted, used: 0, takenAt: performance.now() };
      leases.set(key, lease);
      return lease;
    } finally {
      renewals.delete(key);
    }
  };

  return {
    rate,
    async consume(key, time) {
      for (let before: Renewal | undefined; ; ) {
        const held = leases.get(key);
        if (held && hasCall(held)) {
          if (before) before.waiting -= 1;
          return use(held);
        }
        const pending = renewals.get(key);
        if (!pending) {
          // Who finds nothing left asks for all who waited with them, and have not looked yet.
          const renewal: Renewal = { lease: renew(key, before?.waiting ?? 1, time), waiting: 0 };
          renewals.set(key, renewal);
          const lease = await renewal.lease;
          return lease.granted > 0 ? use(lease) : refuse(lease);
        }
        pending.waiting += 1;
        // One that somebody else began ends within their budget; waiting for it takes of this one.
        const lease = await time.spend(() => pending.lease).catch(() => pending.lease);
        if (lease.granted === 0) return refuse(lease);
        before = pending;
      }
    },
  };
}
