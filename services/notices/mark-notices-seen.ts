import type { Knex } from 'knex';
import { Notice } from '../../db/models/notice.js';
import { lockUnseen } from '../../db/queries/notices.js';
import { lockStreakIfAny } from '../game/lock-streak-if-any.js';
import { raiseVersion } from '../game/raise-version.js';
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
    const { userId } = caller;
    // Whoever writes notices of the streak may have raised the version before.
    await lockStreakIfAny(userId, trx);
    const unseen = await lockUnseen(trx, userId, ids);
    if (unseen.length === 0) return;
    await Notice.query(trx).whereIn('id', unseen).patch({ seenAt: clock() });
    await raiseVersion(userId, trx);
  });
}
