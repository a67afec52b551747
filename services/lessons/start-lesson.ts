import type { Knex } from 'knex';
import { raiseVersion } from '../game/raise-version.js';
import type { Clock } from '../shared/clock.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { lockProgress } from './lock-progress.js';

/**
 * Begins a lesson, or goes on with it, from the place that was kept; repeating it is harmless.
 * @throws Problem not-found; those of lockCallerForShare.
 */
export async function startLesson(
  { db, clock }: { db: Knex; clock: Clock },
  { caller, lessonId }: { caller: Caller; lessonId: string },
): Promise<void> {
  await db.transaction(async (trx) => {
    await lockCallerForShare(caller, trx);
    await lockProgress({ userId: caller.userId, lessonId }, clock(), trx);
    await raiseVersion(caller.userId, trx);
  });
}
