import type { Transaction } from 'objection';
import { User } from '../../db/models/user.js';
import { Problem } from '../../domain/problems.js';

/**
 * Locks a user's row FOR SHARE until the transaction ends, so that erasure and suspension wait for it or win over it:
 * for whoever makes something for the user.
 * @throws Problem account-closed for a user who is suspended, erasing or gone.
 */
export async function lockActiveUserForShare(userId: string, trx: Transaction): Promise<void> {
  if (!(await lockIfActive(userId, trx))) throw accountClosed();
}

/** The same, for whoever passes over a user who is not active. @returns whether the user is, and stays so */
export async function lockIfActive(userId: string, trx: Transaction): Promise<boolean> {
  const user = await User.query(trx).findById(userId).where({ status: 'active' }).select('id').forShare();
  return user !== undefined;
}

/**
 * As lockActiveUserForShare, but FOR NO KEY UPDATE: for whoever changes the user's own row. Two that shared it would
 * wait for each other.
 * @throws Problem account-closed.
 */
export async function lockActiveUserForUpdate(userId: string, trx: Transaction): Promise<User> {
  const user = await findActiveUserForUpdate(userId, trx);
  if (!user) throw accountClosed();
  return user;
}

/** The same, for whoever has something else to say of a user who is not active. */
export async function findActiveUserForUpdate(userId: string, trx: Transaction): Promise<User | undefined> {
  return User.query(trx).findById(userId).where({ status: 'active' }).forNoKeyUpdate();
}

/** What is answered to a user who is suspended, erasing or gone. */
export const accountClosed = (): Problem =>
  new Problem('account-closed', 'This account is suspended or being removed.');
