import type { Transaction } from 'objection';
import { XpLog } from '../../db/models/xp-log.js';
import { readGame, writeGame } from '../../db/queries/game.js';
import { newlyEarned } from '../../domain/game/achievements.js';
import { daysBetween } from '../../domain/game/calendar-day.js';
import { levelOf } from '../../domain/game/levels.js';
import type { NewNotice } from '../../domain/game/notices.js';
import { type Counter, countActivity, statsOf } from '../../domain/game/stats.js';
import { placeInDay } from '../../domain/game/study-calendar.js';
import { granted, type XpKind } from '../../domain/game/xp.js';
import type { AfterCommit } from '../runs/in-transaction.js';
import { countStreakDay } from './count-streak-day.js';
import { lockStreak } from './lock-streak.js';
import { dayColumns, milestoneLine, milestoneNotice } from './milestone-lines.js';

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
  adds: Partial<Record<Counter, number>>;
  /** Of a quiz, whether each question was answered right, in their order. */
  rightAnswers?: readonly boolean[];
  topicId: string | null;
}

/** What an activity brought. */
export interface Credit {
  /** XP of the activity and of a milestone that was reached by it. */
  xp: number;
  level: number;
}

/**
 * Credits an activity: the one way to XP, streak days, counters and achievements. All of it is of the caller's
 * transaction, which holds the row that the activity comes from. Crediting a cause again changes nothing.
 * @param after gets the start of the streak's timer, where the streak begins
 * @returns undefined for a cause that was credited before
 */
export async function creditActivity(
  activity: Activity,
  now: Date,
  after: AfterCommit,
  trx: Transaction,
): Promise<Credit | undefined> {
  const { userId, kind, adds, rightAnswers = [] } = activity;
  const at = activity.at < now ? activity.at : now;
  const streak = await lockStreak(userId, now, trx);
  const game = await readGame(trx, { ...activity, at });
  if (game.isCredited) return undefined;
  const { calendar, pauses } = game;
  const place = placeInDay(calendar, at);
  const counted = game.studiedDays.includes(place.day)
    ? { longest: streak.longest, milestones: [], notices: [] }
    : await countStreakDay(streak, { day: place.day, calendar, pauses }, now, after, trx);

  const left = granted(kind, activity.points, game.grantedByDay[place.day] ?? 0);
  const lines = [activityLine(activity, left), ...counted.milestones.map(milestoneLine)];
  await XpLog.query(trx).insert(lines.map((line) => ({ ...line, userId, ...dayColumns(place), earnedAt: at })));
  const gained = lines.reduce((sum, line) => sum + line.granted, 0);

  const before = statsOf(game.stats);
  const stats = countActivity(before, {
    ...{ adds, rightAnswers, studyDay: place.day, hour: place.hour, dayStartsAt: place.rule.dayStartsAt },
    daysSince: before.lastActiveDay === null ? null : daysBetween(before.lastActiveDay, place.day),
    subjectId: game.subjectId,
    longestStreak: counted.longest,
  });
  const achievements = newlyEarned(stats, game.earned).map(({ key }) => key);
  const xp = game.xp + gained;
  const level = levelOf(xp);
  const notices: NewNotice[] = [
    ...counted.notices,
    ...counted.milestones.map(milestoneNotice),
    ...achievements.map((key) => ({ kind: 'achievement', topic: key, facts: { key } }) as const),
    ...(level > levelOf(game.xp) ? [{ kind: 'level-up', topic: String(level), facts: { level } } as const] : []),
  ];
  await writeGame(trx, { userId, xp, level, stats, achievements, notices }, now);
  return { xp: gained, level };
}

const activityLine = ({ kind, cause, sourceId, points }: Activity, left: number) => ({
  ...{ kind, cause, sourceId, requested: points, granted: left },
});
