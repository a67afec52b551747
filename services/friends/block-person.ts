import type { Knex } from 'knex';
import { insertBlock, readRelation } from '../../db/queries/friends.js';
import { Problem } from '../../domain/problems.js';
import { raiseVersion } from '../game/raise-version.js';
import type { Caller } from '../shared/lock-caller.js';
import { lockPair } from './lock-pair.js';

/**
 * Blocks a friend, or somebody who has asked to be one: neither sees the other any more, and what the other asks does
 * not arrive. The other is not told, and sees their request as open. Blocked again it changes nothing.
 * @throws Problem not-found for anybody else; those of lockCallerForUpdate.
 */
export async function blockPerson(
  { db }: { db: Knex },
  { caller, personId }: { caller: Caller; personId: string },
): Promise<void> {
  const { userId } = caller;
  await db.transaction(async (trx) => {
    const isThere = await lockPair(caller, personId, trx);
    const { areFriends, isAsked, hasBlocked } = await readRelation(trx, userId, personId);
    if (!isThere || !(areFriends || isAsked || hasBlocked))
      throw new Problem('not-found', 'No such friend or request.');
    await insertBlock(trx, userId, personId);
    await raiseVersion(userId, trx);
    if (areFriends) await raiseVersion(personId, trx);
  });
}
