import type { Transaction } from 'objection';
import { User } from '../../db/models/user.js';

/**
 * Locks a user's row FOR KEY SHARE, whatever its status, so that the end of an account waits or is over: for whoever
 * goes through a list of users, of whom some may have gone since it was read.
 * @returns whether the user is there, and stays so until the transaction ends
 */
export async function lockIfThere(userId: string, trx: Transaction): Promise<boolean> {
  const user = await User.query(trx).findById(userId).select('id').forKeyShare();
  return user !== undefined;
}
