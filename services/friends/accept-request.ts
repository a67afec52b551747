import type { Knex } from 'knex';
import { readRelation } from '../../db/queries/friends.js';
import { Problem } from '../../domain/problems.js';
import { MAX_FRIENDS } from '../../domain/social/limits.js';
import type { Caller } from '../shared/lock-caller.js';
import { befriend } from './befriend.js';
import { lockPair } from './lock-pair.js';

/**
 * Accepts the request of another student. Accepted again it changes nothing.
 * @throws Problem not-found without an open request; too-many-friends; those of lockCallerForUpdate.
 */
export async function acceptRequest(
  { db }: { db: Knex },
  { caller, personId }: { caller: Caller; personId: string },
): Promise<void> {
  const { userId } = caller;
  await db.transaction(async (trx) => {
    const isThere = await lockPair(caller, personId, trx);
    const { areFriends, isAsked, friends, otherFriends } = await readRelation(trx, userId, personId);
    if (isThere && areFriends) return;
    if (!isThere || !isAsked) throw new Problem('not-found', 'No such request.');
    if (Math.max(friends, otherFriends) >= MAX_FRIENDS)
      throw new Problem('too-many-friends', `One of you has ${MAX_FRIENDS} friends, which is the most.`);
    await befriend(userId, personId, trx);
  });
}
