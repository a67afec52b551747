import type { Knex } from 'knex';
import { findStreak } from '../../db/queries/streaks.js';
import { NO_STREAK } from '../../domain/game/streak/state.js';
import { viewStreak } from '../../domain/game/streak/view-streak.js';
import { readStreakRules } from './read-streak-rules.js';

/** A student's streak as it is now, whether or not its timer has looked at it, and by what it is judged. */
export async function readStreak(userId: string, now: Date, db: Knex) {
  const [row, rules] = await Promise.all([findStreak(db, userId), readStreakRules(userId, db)]);
  return { rules, streak: viewStreak(row ?? NO_STREAK, rules, now) };
}
