import type { Knex } from 'knex';
import { raiseVersion } from '../game/raise-version.js';
import type { Clock } from '../shared/clock.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { lockProgress } from './lock-progress.js';

/**
 * Keeps the place at which a student reads a lesson; it begins the lesson, too.
 * @param input.position how far down, 0 to 1
 * @throws Problem not-found; those of lockCallerForShare.
 */
export async function keepPosition(
  { db, clock }: { db: Knex; clock: Clock },
  { caller, lessonId, position }: { caller: Caller; lessonId: string; position: number },
): Promise<void> {
  await db.transaction(async (trx) => {
    await lockCallerForShare(caller, trx);
    const { progress } = await lockProgress({ userId: caller.userId, lessonId }, clock(), trx);
    await progress.$query(trx).patch({ position });
    await raiseVersion(caller.userId, trx);
  });
}
