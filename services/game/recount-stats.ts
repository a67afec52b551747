import type { Knex } from 'knex';
import { listCountedLines } from '../../db/queries/game.js';
import { type Counted, countActivities, type Stats } from '../../domain/game/stats.js';
import { hourOf } from '../../domain/game/study-day.js';

/**
 * Counts anew, from the ledger, what a student has done, whose streak is locked.
 * @param student.longest the longest streak, as its row says
 */
export async function recountStats({ userId, longest }: { userId: string; longest: number }, db: Knex): Promise<Stats> {
  const lines = await listCountedLines(db, userId);
  const activities = lines.map(({ studyDay, timeZone, dayStartsAt, at, counted, subjectId, times }) => ({
    ...{
      studyDay,
      dayStartsAt,
      subjectId,
      hour: hourOf({ timeZone, dayStartsAt }, at),
      adds: timesOver(counted, times),
    },
  }));
  return countActivities(activities, longest);
}

/** What so many activities that add the same add together; lines of quizzes come one by one. */
function timesOver({ rightAnswers, ...sums }: Counted, times: number): Counted {
  const added = Object.entries(sums).map(([counter, count]) => [counter, count * times]);
  return { ...Object.fromEntries(added), ...(rightAnswers ? { rightAnswers } : {}) };
}
