import type { Knex } from 'knex';
import { Session } from '../../db/models/session.js';
import { Problem } from '../../domain/problems.js';
import type { Clock } from '../shared/clock.js';
import { type Caller, lockCallerForUpdate } from '../shared/lock-caller.js';
import { revokeSessions } from './revoke-sessions.js';

interface LogOutDeps {
  db: Knex;
  clock: Clock;
}

/**
 * Ends one session of the caller's, this one or another; repeating it is harmless.
 * @throws Problem not-found for a session of somebody else; unauthenticated where the caller's own was ended meanwhile.
 */
export async function endSession(
  { db, clock }: LogOutDeps,
  { caller, sessionId }: { caller: Caller; sessionId: string },
): Promise<void> {
  await db.transaction(async (trx) => {
    const { id: userId } = await lockCallerForUpdate(caller, trx);
    const own = await Session.query(trx).findOne({ id: sessionId, userId }).select('id');
    if (!own) throw new Problem('not-found', 'No such session.');
    await own.$query(trx).whereNull('revokedAt').patch({ revokedAt: clock() });
  });
}

/** Ends all sessions of the caller's, this one too. @throws Problem unauthenticated where it was ended meanwhile. */
export async function endAllSessions({ db, clock }: LogOutDeps, caller: Caller): Promise<void> {
  await db.transaction(async (trx) => {
    const { id: userId } = await lockCallerForUpdate(caller, trx);
    await revokeSessions({ userId, now: clock() }, trx);
  });
}
