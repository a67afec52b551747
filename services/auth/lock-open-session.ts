import type { Transaction } from 'objection';
import { Session } from '../../db/models/session.js';
import { Problem } from '../../domain/problems.js';
import { findActiveUserForUpdate } from '../shared/active-user.js';

/**
 * Locks the caller's user row (FOR NO KEY UPDATE) and makes sure that the session still stands: whoever makes something
 * for the user locks that row too, so it is done by then or will be refused, and what has ended the session since the
 * caller proved who they are wins.
 * @throws Problem unauthenticated.
 */
export async function lockOpenSession(
  { userId, sessionId }: { userId: string; sessionId: string },
  trx: Transaction,
): Promise<void> {
  const user = await findActiveUserForUpdate(userId, trx);
  const session = await Session.query(trx).findOne({ id: sessionId, userId }).whereNull('revokedAt').select('id');
  if (!user || !session) throw new Problem('unauthenticated', 'Sign in again.');
}
