import type { Knex } from 'knex';
import { Session } from '../../db/models/session.js';
import { Problem } from '../../domain/problems.js';
import { lockActiveUserForUpdate } from '../shared/active-user.js';
import type { Clock } from '../shared/clock.js';
import { revokeSessions } from './revoke-sessions.js';

/** Ends one session of a user; repeating it is harmless. @throws Problem not-found for a session of somebody else. */
export async function endSession(
  { db, clock }: { db: Knex; clock: Clock },
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<void> {
  const own = await Session.query(db).findOne({ id: sessionId, userId }).select('id');
  if (!own) throw new Problem('not-found', 'No such session.');
  await own.$query(db).whereNull('revokedAt').patch({ revokedAt: clock() });
}

/** Ends all sessions of a user, this one too. @throws Problem account-closed. */
export async function endAllSessions(
  { db, clock }: { db: Knex; clock: Clock },
  { userId }: { userId: string },
): Promise<void> {
  await db.transaction(async (trx) => {
    // The user first, as everybody does who ends sessions.
    await lockActiveUserForUpdate(userId, trx);
    await revokeSessions({ userId, now: clock() }, trx);
  });
}
