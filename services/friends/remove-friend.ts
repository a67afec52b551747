import type { Knex } from 'knex';
import { Friendship } from '../../db/models/friendship.js';
import { pairOf } from '../../db/queries/friends.js';
import { Problem } from '../../domain/problems.js';
import { raiseVersion } from '../game/raise-version.js';
import type { Caller } from '../shared/lock-caller.js';
import { lockPair } from './lock-pair.js';

/**
 * Ends a friendship; the other is not told. Neither has the other on boards any more.
 * @throws Problem not-found; those of lockCallerForUpdate.
 */
export async function removeFriend(
  { db }: { db: Knex },
  { caller, personId }: { caller: Caller; personId: string },
): Promise<void> {
  await db.transaction(async (trx) => {
    await lockPair(caller, personId, trx);
    const ended = await Friendship.query(trx).where(pairOf(caller.userId, personId)).delete();
    if (ended === 0) throw new Problem('not-found', 'No such friend.');
    await raiseVersion(caller.userId, trx);
    await raiseVersion(personId, trx);
  });
}
