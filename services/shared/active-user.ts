import type { Transaction } from 'objection';
import { User } from '../../db/models/user.js';
import { Problem } from '../../domain/problems.js';

/**
 * Holds the user's row until the transaction ends, so that erasure waits for it or wins over it.
 * @throws Problem account-closed for a user who is suspended, erasing or gone.
 */
export async function lockActiveUserForShare(userId: string, trx: Transaction): Promise<void> {
  const user = await User.query(trx).findById(userId).where({ status: 'active' }).select('id').forShare();
  if (!user) throw new Problem('account-closed', 'This account is suspended or being removed.');
}

/**
 * As lockActiveUserForShare, alone: for whoever changes the user's own row. Two that shared it would wait for each other.
 * @throws Problem account-closed.
 */
export async function lockActiveUserForUpdate(userId: string, trx: Transaction): Promise<void> {
  const user = await User.query(trx).findById(userId).where({ status: 'active' }).select('id').forNoKeyUpdate();
  if (!user) throw new Problem('account-closed', 'This account is suspended or being removed.');
}
