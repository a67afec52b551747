import type { Knex } from 'knex';
import type { QueryBuilder, Transaction } from 'objection';
import type { Pause } from '../../domain/game/streak/pauses.js';
import type { StreakState } from '../../domain/game/streak/state.js';
import { Streak } from '../models/streak.js';
import { StreakDay } from '../models/streak-day.js';
import { StreakPause } from '../models/streak-pause.js';
import { columnsOf } from './columns.js';

/** A student's streak as it was judged last; undefined before the first activity. */
export async function findStreak(db: Knex, userId: string): Promise<Streak | undefined> {
  return Streak.query(db).findById(userId);
}

/** All pauses that a student has had and has announced, the earliest first. */
export async function listPauses(db: Knex, userId: string): Promise<StreakPause[]> {
  return StreakPause.query(db).where({ userId }).orderBy('firstDay');
}

/** A streak as it was judged last, with the student's pauses, the earliest first. */
export interface StreakWithPauses extends StreakState {
  /** Of the student. */
  id: string;
  pauses: Pause[];
}

const STATE = columnsOf('s', ['id', 'length', 'startedOn', 'longest', 'freezes', 'sinceFreeze', 'through']);

/** The streaks of students. */
export const listStreaks = async (db: Knex, userIds: readonly string[]): Promise<StreakWithPauses[]> =>
  db('streaks as s')
    .whereIn('s.id', [...userIds])
    .select<StreakWithPauses[]>(
      db.raw(
        `${STATE}, (SELECT COALESCE(json_agg(json_build_object('firstDay', first_day, 'lastDay', last_day) ORDER BY first_day), '[]')
          FROM streak_pauses WHERE user_id = s.id) AS pauses`,
      ),
    );

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
