import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { takeFriendCode } from '../../db/queries/friends.js';
import { friendCodeOf } from '../../domain/social/friend-code.js';
import { type Caller, lockCallerForUpdate } from '../shared/lock-caller.js';

/** Enough for eight letters but once in a million years. */
const RANDOM_BYTES = 64;

/**
 * Gives a student's friend code: the one they have, or a new one, after which the one before is nobody's.
 * @throws those of lockCallerForUpdate
 */
export async function giveFriendCode(
  { db }: { db: Knex },
  { caller, renews }: { caller: Caller; renews: boolean },
): Promise<string> {
  return db.transaction(async (trx) => {
    await lockCallerForUpdate(caller, trx);
    for (;;) {
      const fresh = friendCodeOf(randomBytes(RANDOM_BYTES));
      const code = await takeFriendCode(trx, { userId: caller.userId, fresh, renews });
      if (code !== undefined) return code;
    }
  });
}
