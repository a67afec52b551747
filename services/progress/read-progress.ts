import type { Knex } from 'knex';
import { findStats } from '../../db/queries/achievements.js';
import { listSubjectsOf, type SubjectOfStudent } from '../../db/queries/progress.js';
import { listStreakDays } from '../../db/queries/streaks.js';
import { findLevel } from '../../db/queries/xp.js';
import { addDays, mondayOf } from '../../domain/game/calendar-day.js';
import type { Stats } from '../../domain/game/stats.js';
import { type ExplainedDay, explainDays } from '../../domain/game/streak/explain-days.js';
import type { StreakView } from '../../domain/game/streak/view-streak.js';
import { boundsOf } from '../../domain/game/study-calendar.js';
import { type DayTally, tallyWeeks, WEEK_DAYS, type WeekTally } from '../../domain/learning/progress/tallies.js';
import { type Trend, trendOf } from '../../domain/learning/progress/trend.js';
import { readStreak } from '../game/read-streak.js';
import type { Clock } from '../shared/clock.js';
import { type DueNow, readDueNow } from './read-due-now.js';
import { readTallies } from './read-tallies.js';

/** Weeks that accuracy is shown of, this one among them. */
const WEEKS = 12;

/** How far a student has come. */
export interface Progress {
  level: { xp: number; level: number };
  stats: Stats;
  streak: StreakView;
  /** The days that were asked for, with how the streak judged each, the oldest first. */
  days: (DayTally & Pick<ExplainedDay, 'outcome'>)[];
  weeks: WeekTally[];
  trend: Trend;
  subjects: SubjectOfStudent[];
  due: DueNow;
  /** When today is over. */
  until: Date;
}

/**
 * Reads how far a student has come, as of one moment.
 * @param input.days study days, today among them
 */
export function readProgress(
  { db, clock }: { db: Knex; clock: Clock },
  { userId, days }: { userId: string; days: number },
): Promise<Progress> {
  return db.transaction((trx) => read({ userId, days }, clock(), trx), {
    isolationLevel: 'repeatable read',
    readOnly: true,
  });
}

async function read({ userId, days }: { userId: string; days: number }, now: Date, db: Knex): Promise<Progress> {
  const { streak, rules } = await readStreak(userId, now, db);
  const { today } = streak;
  const asked = { from: addDays(today, 1 - days), to: today };
  const firstMonday = addDays(mondayOf(today), (1 - WEEKS) * WEEK_DAYS);
  const from = [asked.from, firstMonday].toSorted()[0] ?? firstMonday;
  const tallies = await readTallies({ userId, from, to: today, calendar: rules.calendar }, db);
  const judged = explainDays(asked, await listStreakDays(db, userId, asked), streak, rules);
  const outcomes = new Map(judged.map(({ day, outcome }) => [day, outcome]));
  return {
    level: await findLevel(db, userId),
    stats: await findStats(db, userId),
    streak,
    days: tallies.slice(-days).map((tally) => ({ ...tally, outcome: outcomes.get(tally.day) ?? 'none' })),
    weeks: tallyWeeks(tallies.filter(({ day }) => day >= firstMonday)),
    trend: trendOf(tallies),
    subjects: await listSubjectsOf(db, userId),
    due: await readDueNow(userId, today, db),
    until: boundsOf(rules.calendar, today).end,
  };
}
