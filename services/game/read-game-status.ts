import type { Knex } from 'knex';
import type { UserAchievement } from '../../db/models/user-achievement.js';
import { findStats, listEarned } from '../../db/queries/achievements.js';
import { findLevel, grantedOn } from '../../db/queries/xp.js';
import type { Stats } from '../../domain/game/stats.js';
import type { StreakView } from '../../domain/game/streak/view-streak.js';
import { boundsOf, type DayBounds, type RulePeriod } from '../../domain/game/study-calendar.js';
import type { XpKind } from '../../domain/game/xp.js';
import { readStreak } from './read-streak.js';

/** A student's game as it is now. */
export interface GameStatus {
  xp: number;
  level: number;
  streak: StreakView;
  /** Of the study day now. */
  bounds: DayBounds;
  /** A rule that is still to come. */
  change: RulePeriod | undefined;
  /** XP of the study day now. */
  granted: Partial<Record<XpKind, number>>;
  stats: Stats;
  /** The latest first. */
  earned: readonly UserAchievement[];
}

/** XP, level, streak, the study day and what was earned. */
export async function readGameStatus(userId: string, now: Date, db: Knex): Promise<GameStatus> {
  const { streak, rules } = await readStreak(userId, now, db);
  const [level, granted, stats, earned] = await Promise.all([
    findLevel(db, userId),
    grantedOn(db, userId, streak.today),
    findStats(db, userId),
    listEarned(db, userId),
  ]);
  const bounds = boundsOf(rules.calendar, streak.today);
  const change = rules.calendar.find(({ from }, at) => at > 0 && from > now);
  return { ...level, streak, bounds, change, granted, stats, earned };
}
