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

/** Addresses of an account that are looked at; who is on the move has many. */
const MAX_ADDRESSES = 200;

/** Where the account with an e-mail had sessions since an instant, the latest first. */
export async function listAddresses(db: Knex, { email, since }: { email: string; since: Date }): Promise<string[]> {
  return db('sessions')
    .join('users', 'users.id', 'sessions.userId')
    .where({ 'users.email': email })
    .where('sessions.lastUsedAt', '>', since)
    .groupBy('sessions.address')
    .orderByRaw('max(sessions.last_used_at) DESC')
    .limit(MAX_ADDRESSES)
    .pluck('sessions.address');
}
