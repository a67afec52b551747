import type { Knex } from 'knex';
import { Block } from '../../db/models/block.js';
import { Problem } from '../../domain/problems.js';
import { raiseVersion } from '../game/raise-version.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';

/**
 * Ends a block. What was asked meanwhile does not come back.
 * @throws Problem not-found; those of lockCallerForShare.
 */
export async function unblockPerson(
  { db }: { db: Knex },
  { caller, personId }: { caller: Caller; personId: string },
): Promise<void> {
  await db.transaction(async (trx) => {
    await lockCallerForShare(caller, trx);
    const ended = await Block.query(trx).where({ blockerId: caller.userId, blockedId: personId }).delete();
    if (ended === 0) throw new Problem('not-found', 'You have not blocked this person.');
    await raiseVersion(caller.userId, trx);
  });
}
