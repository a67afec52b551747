import type { Knex } from 'knex';
import { Streak } from '../models/streak.js';
import { StreakDay } from '../models/streak-day.js';
import { StreakPause } from '../models/streak-pause.js';

/** A student's streak as it was judged last; undefined before the first activity. */
export async function findStreak(db: Knex, userId: string): Promise<Streak | undefined> {
  return Streak.query(db).findById(userId);
}

/** All pauses that a student has had and has announced, the earliest first. */
export async function listPauses(db: Knex, userId: string): Promise<StreakPause[]> {
  return StreakPause.query(db).where({ userId }).orderBy('firstDay');
}

/** How a student's days of a time were judged, the earliest first; days outside of any streak have no row. */
export async function listStreakDays(
  db: Knex,
  userId: string,
  { from, to }: { from: string; to: string },
): Promise<StreakDay[]> {
  return StreakDay.query(db).where({ userId }).whereBetween('day', [from, to]).orderBy('day');
}

/** Every day on which something was credited to a student, the earliest first. */
export async function listActiveDays(db: Knex, userId: string): Promise<string[]> {
  const rows = await StreakDay.query(db).where({ userId, studied: true }).orderBy('day').select('day');
  return rows.map(({ day }) => day);
}
