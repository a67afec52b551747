import type { Knex } from 'knex';
import { StreakPause } from '../../db/models/streak-pause.js';
import { checkPause, type PauseProblem } from '../../domain/game/streak/pauses.js';
import { dayAt } from '../../domain/game/study-calendar.js';
import { Problem } from '../../domain/problems.js';
import type { Clock } from '../shared/clock.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { lockStreak } from './lock-streak.js';
import { raiseVersion } from './raise-version.js';
import { readStreakRules } from './read-streak-rules.js';
import { removeWarning } from './remove-warning.js';
import { settleStreak } from './settle-streak.js';

const REFUSALS: Record<PauseProblem, string> = {
  'ends-before-it-begins': 'It must not end before it begins.',
  'begins-in-the-past': 'It is announced by the day on which it begins.',
  'today-counts': 'Something was studied today, so today counts: begin it tomorrow.',
  'too-far-ahead': 'It begins within a year.',
  overlaps: 'Another pause has some of these days.',
  'too-long': 'A pause lasts up to 14 days, together with those that it touches.',
  'too-many-in-a-year': 'Up to 28 days of a year can be paused.',
};

/**
 * Pauses the caller's streak for some days.
 * @throws Problem pause-refused; those of lockCallerForShare.
 */
export async function pauseStreak(
  { db, clock }: { db: Knex; clock: Clock },
  { caller, firstDay, lastDay }: { caller: Caller; firstDay: string; lastDay: string },
): Promise<StreakPause> {
  const { userId } = caller;
  return db.transaction(async (trx) => {
    await lockCallerForShare(caller, trx);
    const now = clock();
    const streak = await lockStreak(userId, now, trx);
    const rules = await readStreakRules(userId, trx);
    // Before the pause is there: it must not reach days that are over.
    const { through } = await settleStreak(streak, rules, now, trx);
    const wish = { firstDay, lastDay };
    const problem = checkPause(wish, rules.pauses, dayAt(rules.calendar, now), through);
    if (problem) throw new Problem('pause-refused', REFUSALS[problem]);
    const pause = await StreakPause.query(trx).insertAndFetch({ userId, ...wish });
    // Of the first day only: nobody is warned of one that is still to come.
    await removeWarning(streak, [{ day: firstDay }], trx);
    await raiseVersion(userId, trx);
    return pause;
  });
}
