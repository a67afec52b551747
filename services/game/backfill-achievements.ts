import type { Knex } from 'knex';
import { awardMissing, listStudentsCounted } from '../../db/queries/game-backfill.js';
import { ACHIEVEMENTS, type Achievement } from '../../domain/game/achievements.js';
import { inBatches } from '../../lib/in-batches.js';
import type { AwardedAchievements } from '../../workflows/settle-streaks/messages.js';
import type { Clock } from '../shared/clock.js';

/** Students that one transaction looks at. */
const BATCH = 500;

/**
 * Gives achievements to the students whose counters reach them and who do not have them, since they were added to the
 * product later. It brings no XP, and one notice tells of all of them. A student whose game is being written is left to
 * the next pass.
 * @param input.report is told the counts so far
 * @throws the signal's reason, with some awarded.
 */
export async function backfillAchievements(
  { db, clock }: { db: Knex; clock: Clock },
  {
    achievements = ACHIEVEMENTS,
    report,
  }: {
    achievements?: readonly Achievement[];
    report: (awarded: AwardedAchievements) => void;
  },
  signal: AbortSignal,
): Promise<AwardedAchievements> {
  const total: AwardedAchievements = { students: 0, achievements: 0 };
  for await (const userIds of inBatches<string>(BATCH, (after, limit) => listStudentsCounted(db, { after, limit }))) {
    signal.throwIfAborted();
    const awarded = await db.transaction((trx) => awardMissing(trx, { userIds, achievements }, clock()));
    total.students += awarded.length;
    total.achievements += awarded.reduce((sum, { keys }) => sum + keys.length, 0);
    report(total);
  }
  return total;
}
