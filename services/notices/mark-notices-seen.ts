import type { Knex } from 'knex';
import { Notice } from '../../db/models/notice.js';
import type { Clock } from '../shared/clock.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';

/**
 * Marks notices of the caller's as seen; those that are gone, seen already or another's are left as they are.
 * @throws Those of lockCallerForShare.
 */
export async function markNoticesSeen(
  { db, clock }: { db: Knex; clock: Clock },
  { caller, ids }: { caller: Caller; ids: readonly string[] },
): Promise<void> {
  await db.transaction(async (trx) => {
    await lockCallerForShare(caller, trx);
    await Notice.query(trx)
      .where({ userId: caller.userId })
      .whereIn('id', [...ids])
      .whereNull('seenAt')
      .patch({ seenAt: clock() });
  });
}
