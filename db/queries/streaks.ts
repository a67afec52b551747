import type { Knex } from 'knex';
import type { QueryBuilder, Transaction } from 'objection';
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

/** The streaks of students as they were judged last, each with the student's pauses. */
export async function listStreaks(
  db: Knex,
  userIds: readonly string[],
): Promise<{ streak: Streak; pauses: StreakPause[] }[]> {
  const [streaks, pauses] = await Promise.all([
    Streak.query(db).findByIds([...userIds]),
    StreakPause.query(db).whereIn('userId', userIds).orderBy('firstDay'),
  ]);
  return streaks.map((streak) => ({ streak, pauses: pauses.filter(({ userId }) => userId === streak.id) }));
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

/** What makes a running streak one for the daily look. */
export interface NeglectCriteria {
  /** The release of this process's time-zone data; null where it does not tell. */
  zoneData: string | null;
}

/** Whose timer is an hour late, or whose deadline was computed by another release of the time-zone data. */
const neglected =
  ({ zoneData }: NeglectCriteria) =>
  (streaks: QueryBuilder<Streak>): void => {
    streaks
      .where({ status: 'running' })
      .whereRaw("(wake_at < now() - interval '1 hour' OR zone_data IS DISTINCT FROM ?)", [zoneData]);
  };

/** Ids of running streaks that nobody has looked at in time, in their order. */
export async function listNeglectedStreaks(
  db: Knex,
  { after, limit, ...criteria }: NeglectCriteria & { after: string | undefined; limit: number },
): Promise<string[]> {
  const streaks = Streak.query(db).modify(neglected(criteria)).orderBy('id').limit(limit).select('id');
  if (after !== undefined) streaks.where('id', '>', after);
  return (await streaks).map(({ id }) => id);
}

/** Locks one of them; undefined where somebody looks at it now, or has meanwhile. */
export async function lockNeglectedStreak(
  trx: Transaction,
  { id, ...criteria }: NeglectCriteria & { id: string },
): Promise<Streak | undefined> {
  return Streak.query(trx).modify(neglected(criteria)).findById(id).forNoKeyUpdate().skipLocked();
}
