import type { Knex } from 'knex';
import { Session } from '../models/session.js';

/** Sessions that a list shows at most. */
export const SESSIONS_SHOWN = 100;

/** A user's open sessions, the one used last first. */
export async function listSessions(db: Knex, userId: string, now: Date): Promise<Session[]> {
  return Session.query(db)
    .where({ userId })
    .whereNull('revokedAt')
    .where('expiresAt', '>', now)
    .orderBy('lastUsedAt', 'desc')
    .limit(SESSIONS_SHOWN);
}

/** Whether the account with an e-mail had a session at an address since an instant. */
export async function hadSession(
  db: Knex,
  { email, address, since }: { email: string; address: string; since: Date },
): Promise<boolean> {
  const known = await db('sessions')
    .join('users', 'users.id', 'sessions.userId')
    .where({ 'users.email': email, 'sessions.address': address })
    .where('sessions.lastUsedAt', '>', since)
    .first('sessions.id');
  return known !== undefined;
}
