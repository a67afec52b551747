import type { Knex } from 'knex';
import { type Stats, statsOf } from '../../domain/game/stats.js';
import { UserAchievement } from '../models/user-achievement.js';
import { UserStats } from '../models/user-stats.js';

/** What a student has earned, the latest first. */
export async function listEarned(db: Knex, userId: string): Promise<UserAchievement[]> {
  return UserAchievement.query(db)
    .where({ userId })
    .orderBy([{ column: 'earnedAt', order: 'desc' }, 'key']);
}

/** What a student has done, counted. */
export async function findStats(db: Knex, userId: string): Promise<Stats> {
  const found = await UserStats.query(db).findById(userId).select('stats');
  return statsOf(found?.stats);
}
