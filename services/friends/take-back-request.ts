import type { Knex } from 'knex';
import { FriendRequest } from '../../db/models/friend-request.js';
import { Problem } from '../../domain/problems.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';

/**
 * Takes back a request of the caller, whoever's the code is.
 * @throws Problem not-found; those of lockCallerForShare.
 */
export async function takeBackRequest(
  { db }: { db: Knex },
  { caller, requestId }: { caller: Caller; requestId: string },
): Promise<void> {
  await db.transaction(async (trx) => {
    await lockCallerForShare(caller, trx);
    const taken = await FriendRequest.query(trx).where({ id: requestId, senderId: caller.userId }).delete();
    if (taken === 0) throw new Problem('not-found', 'No such request.');
  });
}
