import type { Transaction } from 'objection';
import { lockUsers } from '../../db/queries/friends.js';
import { type Caller, lockCallerForUpdate } from '../shared/lock-caller.js';

/**
 * Locks a caller and another student until the transaction ends, in the order of their ids: whatever is between two
 * changes by one at a time.
 * @returns whether the other is there and active
 * @throws those of lockCallerForUpdate
 */
export async function lockPair(caller: Caller, otherId: string, trx: Transaction): Promise<boolean> {
  const active = await lockUsers(trx, [caller.userId, otherId]);
  await lockCallerForUpdate(caller, trx);
  return otherId !== caller.userId && active.includes(otherId);
}
