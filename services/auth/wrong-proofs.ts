import type { Redis } from 'ioredis';
import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { createAttemptBackoff } from '../../clients/attempt-backoff.js';
import { Session } from '../../db/models/session.js';
import { User } from '../../db/models/user.js';
import { Problem } from '../../domain/problems.js';
import type { TimeBudget } from '../../lib/time-budget.js';
import { audit } from '../shared/audit.js';
import type { Clock } from '../shared/clock.js';
import type { Caller } from '../shared/lock-caller.js';

/** Makes whoever guesses with a session wait, longer and longer. Redis is waited for within the request's budget. */
export interface ProofThrottle {
  /** Counts a proof of a user, before it is looked at. @throws Problem too-many-requests. */
  admit(userId: string, time: TimeBudget): Promise<void>;
  /** Takes the count of one back that could not be looked at. */
  takeBack(userId: string, time: TimeBudget): Promise<void>;
  /** Tells that one was right. */
  succeeded(userId: string, time: TimeBudget): Promise<void>;
}

/** Proofs without a wait: people mistype. */
const FREE = 5;

/** Wrong proofs in a row after which a session ends: whoever has it is hardly its owner. */
const MAX_WRONG = 10;

/** Counts by user, over all sessions, in Redis and in memory. */
export function createProofThrottle(redis: Redis, keyPrefix: string): ProofThrottle {
  const backoff = createAttemptBackoff(redis, { keyPrefix: `${keyPrefix}proof`, free: FREE });
  return {
    async admit(userId, time) {
      const wait = await backoff.attempt(userId, time);
      if (wait === 0) return;
      throw new Problem('too-many-requests', `Too many wrong proofs: try again in ${wait} seconds.`, {
        retryAfterSeconds: wait,
      });
    },
    takeBack: backoff.uncount,
    succeeded: backoff.clear,
  };
}

/**
 * Counts a wrong proof of a session, in a transaction of its own; the audit log tells. The tenth in a row ends the
 * session.
 * @throws Problem unauthenticated when the session is ended, now or before.
 */
export async function countWrongProof(
  { db, clock }: { db: Knex; clock: Clock },
  { userId, sessionId }: Caller,
): Promise<void> {
  const stands = await db.transaction(async (trx) => {
    // The user first, as everybody does who ends sessions: in another order two could wait for each other.
    await User.query(trx).findById(userId).forNoKeyUpdate();
    const session = await Session.query(trx).findOne({ id: sessionId, userId }).whereNull('revokedAt').forNoKeyUpdate();
    if (!session) return false;
    const wrongProofs = session.wrongProofs + 1;
    const isLast = wrongProofs >= MAX_WRONG;
    await session.$query(trx).patch({ wrongProofs, ...(isLast ? { revokedAt: clock() } : {}) });
    const details = { sessionId, inARow: wrongProofs, sessionEnded: isLast };
    await audit({ action: 'proof.wrong', actor: { kind: 'user', id: userId }, subjectId: userId, details }, trx);
    return !isLast;
  });
  // Thrown outside: inside it would roll the count back.
  if (!stands) throw new Problem('unauthenticated', 'Too many wrong proofs: sign in again.');
}

/** Forgets the wrong proofs of a session, in the transaction of what a right one was for. */
export async function forgetWrongProofs({ sessionId }: Caller, trx: Transaction): Promise<void> {
  await Session.query(trx).findById(sessionId).where('wrongProofs', '>', 0).patch({ wrongProofs: 0 });
}
