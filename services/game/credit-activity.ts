import type { Transaction } from 'objection';
import { XpLog } from '../../db/models/xp-log.js';
import { readGame, writeGame } from '../../db/queries/game.js';
import {
  type Counted,
  type CountedActivity,
  countActivity,
  isLate,
  type Stats,
  statsOf,
} from '../../domain/game/stats.js';
import { placeInDay } from '../../domain/game/study-calendar.js';
import { granted, type XpKind } from '../../domain/game/xp.js';
import { joinLeague } from '../leagues/join-league.js';
import type { AfterCommit } from '../runs/in-transaction.js';
import { countStreakDay } from './count-streak-day.js';
import { lockStreak } from './lock-streak.js';
import { dayColumns, milestoneLine } from './milestone-lines.js';
import { recountStats } from './recount-stats.js';
import { rewardsOf } from './rewards-of.js';

/** Something that a student did, and that counts. */
export interface Activity {
  userId: string;
  kind: Exclude<XpKind, 'milestone' | 'correction'>;
  /** The natural key of what was done: it is credited once. */
  cause: string;
  /** What the ledger's line links to. */
  sourceId: string;
  /** XP, before the day's cap. */
  points: number;
  /** When it was done. */
  at: Date;
  /** What it adds to the counters. */
  adds: Counted;
  topicId: string | null;
}

/** What an activity brought. */
export interface Credit {
  /** XP of the activity and of a milestone that was reached by it. */
  xp: number;
  level: number;
}

/**
 * Credits an activity: the one way to XP, streak days, counters and achievements, and by the first XP of a week into its
 * league. All of it is of the caller's transaction, which holds the row that the activity comes from. Crediting a cause
 * again changes nothing.
 * @param after gets the start of the streak's timer, where the streak begins
 * @returns undefined for a cause that was credited before
 */
export async function creditActivity(
  activity: Activity,
  now: Date,
  after: AfterCommit,
  trx: Transaction,
): Promise<Credit | undefined> {
  const { userId, kind, adds } = activity;
  const at = activity.at < now ? activity.at : now;
  const streak = await lockStreak(userId, now, trx);
  const game = await readGame(trx, { ...activity, at });
  if (game.isCredited) return undefined;
  const { calendar, pauses } = game;
  const place = placeInDay(calendar, at);
  const counted = game.studiedDays.includes(place.day)
    ? { longest: streak.longest, milestones: [], notices: [] }
    : await countStreakDay(streak, { day: place.day, calendar, pauses }, now, after, trx);

  const { subjectId } = game;
  const left = granted(kind, activity.points, game.grantedByDay[place.day] ?? 0);
  const lines = [activityLine(activity, { left, subjectId }), ...counted.milestones.map(milestoneLine)];
  const rows = lines.map((line) => ({ ...line, userId, ...dayColumns(place), earnedAt: at }));
  const [written] = await XpLog.query(trx).insert(rows).returning('createdAt');
  const gained = lines.reduce((sum, line) => sum + line.granted, 0);
  if (written && gained > 0)
    await joinLeague({ userId, ...game.league, timeZone: place.rule.timeZone, at: written.createdAt }, trx);

  const { day: studyDay, hour, rule } = place;
  const done = { adds, studyDay, hour, dayStartsAt: rule.dayStartsAt, subjectId };
  const stats = await count(statsOf(game.stats), done, { userId, longest: counted.longest }, trx);
  const rewards = rewardsOf({ ...game, ...counted, gained, stats });
  const notices = [...counted.notices, ...rewards.notices];
  await writeGame(trx, { ...rewards, userId, stats, notices }, now);
  return { xp: gained, level: rewards.level };
}

/** The counters after an activity whose line is written: where it comes late, all lines are counted anew. */
async function count(
  before: Stats,
  activity: CountedActivity,
  student: { userId: string; longest: number },
  trx: Transaction,
): Promise<Stats> {
  if (isLate(before, activity)) return recountStats(student, trx);
  return { ...countActivity(before, activity), longestStreak: student.longest };
}

const activityLine = (
  { kind, cause, sourceId, points, adds }: Activity,
  { left, subjectId }: { left: number; subjectId: string | null },
) => ({
  ...{ kind, cause, sourceId, requested: points, granted: left, counted: adds, subjectId },
});
