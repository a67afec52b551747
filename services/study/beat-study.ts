import type { Knex } from 'knex';
import { type Beaten, beatSession } from '../../db/queries/study.js';
import { Problem } from '../../domain/problems.js';
import type { Clock } from '../shared/clock.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';

/**
 * Hears from a student who studies: one statement, which counts the time since it was heard last, and looks itself
 * whether account and session of the caller still stand.
 * @param input.onBreak whether a break begins, or goes on
 * @throws Problem not-studying without an open session; those of lockCallerForShare.
 */
export async function beatStudy(
  { db, clock }: { db: Knex; clock: Clock },
  { caller, onBreak }: { caller: Caller; onBreak: boolean },
): Promise<Beaten> {
  const { userId, sessionId } = caller;
  const session = await beatSession(db, { userId, sessionId, onBreak, now: clock() });
  if (session) return session;
  await db.transaction((trx) => lockCallerForShare(caller, trx));
  throw new Problem('not-studying', 'Start a session first; one that was silent for too long is closed.');
}
