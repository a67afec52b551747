import type { Transaction } from 'objection';
import { Session } from '../../db/models/session.js';
import type { User } from '../../db/models/user.js';
import { Problem } from '../../domain/problems.js';
import { findActiveUserForUpdate, lockActiveUserForShare } from './active-user.js';

/** Who asks for something: a user, in one of their sessions. */
export interface Caller {
  userId: string;
  sessionId: string;
}

/**
 * Locks the caller's user row and session FOR SHARE until the transaction ends: for whoever writes something for a
 * user. What ends the session or the account waits for it or wins over it, however long ago the request was let in.
 * @throws Problem account-closed for a user who is suspended, erasing or gone; unauthenticated for an ended session.
 */
export async function lockCallerForShare(caller: Caller, trx: Transaction): Promise<void> {
  await lockActiveUserForShare(caller.userId, trx);
  assertOpen(await findOpenSession(caller, trx).forShare());
}

/**
 * As lockCallerForShare, but both rows FOR NO KEY UPDATE: for whoever changes the user's, or ends sessions.
 * @returns the user as the row is now
 * @throws Problem unauthenticated, also for a user who is not active.
 */
export async function lockCallerForUpdate(caller: Caller, trx: Transaction): Promise<User> {
  const user = await findActiveUserForUpdate(caller.userId, trx);
  if (!user) throw signInAgain();
  assertOpen(await findOpenSession(caller, trx).forNoKeyUpdate());
  return user;
}

const findOpenSession = ({ userId, sessionId }: Caller, trx: Transaction) =>
  Session.query(trx).findOne({ id: sessionId, userId }).whereNull('revokedAt').select('id');

function assertOpen(session: Session | undefined): void {
  if (!session) throw signInAgain();
}

/** What is answered to whoever is not signed in any more. */
export const signInAgain = (): Problem => new Problem('unauthenticated', 'Sign in again.');
