import type { Knex } from 'knex';
import { FriendRequest } from '../../db/models/friend-request.js';
import { Problem } from '../../domain/problems.js';
import type { Caller } from '../shared/lock-caller.js';
import { lockPair } from './lock-pair.js';

/**
 * Declines the request of another student, for whom it stays open until it has had its time.
 * @throws Problem not-found without a request; those of lockCallerForUpdate.
 */
export async function declineRequest(
  { db }: { db: Knex },
  { caller, personId }: { caller: Caller; personId: string },
): Promise<void> {
  await db.transaction(async (trx) => {
    await lockPair(caller, personId, trx);
    const declined = await FriendRequest.query(trx)
      .where({ senderId: personId, receiverId: caller.userId })
      .patch({ receiverId: null });
    if (declined === 0) throw new Problem('not-found', 'No such request.');
  });
}
