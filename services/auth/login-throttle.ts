import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Knex } from 'knex';
import { createAttemptBackoff } from '../../clients/attempt-backoff.js';
import { listAddresses } from '../../db/queries/sessions.js';
import { Problem } from '../../domain/problems.js';
import { networkOf } from '../../lib/addresses.js';
import type { TimeBudget } from '../../lib/time-budget.js';
import type { Clock } from '../shared/clock.js';

/** Who tries to sign in, and from where. */
interface Attempt {
  /** Normalized. */
  email: string;
  address: string;
}

/** Slows guessing down, without a way to shut somebody else out. Redis is waited for within the request's budget. */
export interface LoginThrottle {
  /** Counts an attempt, before its password is looked at. @throws Problem too-many-requests. */
  admit(attempt: Attempt, time: TimeBudget): Promise<void>;
  /** Tells that an attempt was right. */
  succeeded(attempt: Attempt, time: TimeBudget): Promise<void>;
}

/** How long a network in which the account had a session counts as its owner's. */
const KNOWN_DAYS = 90;

/** Redis must not hold addresses of people. */
const digest = (...parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 32);

/**
 * Three counts, each with a growing wait: by account and address against guessing; by account, with more free tries,
 * against guessing from many addresses; by address against trying one password on many accounts.
 *
 * Whoever wants to keep a stranger out can only raise the count of that account. Its wait is 15 minutes at most, it
 * does not hold for networks where the account had a session in the last 90 days, and a new password by e-mail
 * opens a session at a new address. An e-mail without an account is counted just the same.
 */
export function createLoginThrottle(
  { redis, db, clock }: { redis: Redis; db: Knex; clock: Clock },
  keyPrefix: string,
): LoginThrottle {
  const backoff = (name: string, free: number) =>
    createAttemptBackoff(redis, { keyPrefix: `${keyPrefix}${name}`, free });
  const byBoth = backoff('login:both', 10);
  const byAccount = backoff('login:account', 20);
  const byAddress = backoff('login:address', 50);

  /** By network, since an address of IPv6 changes daily where its owner stays (RFC 8981). */
  const isKnown = async (email: string, network: string): Promise<boolean> => {
    const addresses = await listAddresses(db, { email, since: knownSince(clock()) });
    return addresses.some((known) => networkOf(known) === network);
  };

  const waitOfAccount = async (email: string, network: string, time: TimeBudget): Promise<number> => {
    const ofBoth = await byBoth.attempt(digest(email, network), time);
    if (ofBoth > 0) return ofBoth;
    const wait = await byAccount.attempt(digest(email), time);
    if (wait === 0 || (await isKnown(email, network))) return 0;
    await byBoth.uncount(digest(email, network), time);
    return wait;
  };

  return {
    async admit({ email, address }, time) {
      const network = networkOf(address);
      const ofAddress = await byAddress.attempt(digest(network), time);
      if (ofAddress > 0) throw tooMany(ofAddress);
      const ofAccount = await waitOfAccount(email, network, time);
      if (ofAccount === 0) return;
      // The password was not looked at, and others at this address, as of a school, must not wait for it.
      await byAddress.uncount(digest(network), time);
      throw tooMany(ofAccount);
    },
    async succeeded({ email, address }, time) {
      await Promise.all([
        byAddress.uncount(digest(networkOf(address)), time),
        byBoth.clear(digest(email, networkOf(address)), time),
        byAccount.clear(digest(email), time),
      ]);
    },
  };
}

const tooMany = (seconds: number): Problem =>
  new Problem('too-many-requests', `Too many attempts to sign in: try again in ${seconds} seconds.`, {
    retryAfterSeconds: seconds,
  });

const knownSince = (now: Date): Date => new Date(now.getTime() - KNOWN_DAYS * 86_400_000);
