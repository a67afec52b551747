import type { Transaction } from 'objection';
import { Session } from '../../db/models/session.js';

/** Ends all open sessions of a user, but for one that may stay. @returns how many. */
export async function revokeSessions(
  { userId, except, now }: { userId: string; except?: string; now: Date },
  trx: Transaction,
): Promise<number> {
  const open = Session.query(trx).where({ userId }).whereNull('revokedAt');
  if (except) open.whereNot({ id: except });
  return open.patch({ revokedAt: now });
}
