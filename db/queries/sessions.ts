import type { Knex } from 'knex';
import { Session } from '../models/session.js';

/** A user's open sessions, the one used last first. */
export async function listSessions(db: Knex, userId: string, now: Date): Promise<Session[]> {
  return Session.query(db)
    .where({ userId })
    .whereNull('revokedAt')
    .where('expiresAt', '>', now)
    .orderBy('lastUsedAt', 'desc')
    .limit(100);
}
