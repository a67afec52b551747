import type { Knex } from 'knex';
import type { RulePeriod, StudyCalendar } from '../../domain/game/study-calendar.js';

/** By what a student's days are told until something else is chosen, and of somebody who is gone. */
const DEFAULT: RulePeriod = { from: new Date(0), timeZone: 'UTC', dayStartsAt: 4 };

/**
 * The rules of a student's study days, also one that is still to come. Of who never changed them it is the one rule of
 * the profile's zone and the preferred hour, for all time.
 */
export async function readCalendar(db: Knex, userId: string): Promise<StudyCalendar> {
  // One statement: between two, a first change would leave the old rules with the new zone.
  const periods: RulePeriod[] = await db('userProfiles as p')
    .leftJoin('userPreferences as o', 'o.userId', 'p.userId')
    .leftJoin('dayRules as r', 'r.userId', 'p.userId')
    .where('p.userId', userId)
    .orderBy('r.startsAt')
    .select({
      from: db.raw('COALESCE(r.starts_at, to_timestamp(0))'),
      timeZone: db.raw('COALESCE(r.time_zone, p.time_zone)'),
      dayStartsAt: db.raw('COALESCE(r.day_starts_at, o.day_starts_at, ?)', [DEFAULT.dayStartsAt]),
    });
  const [first = DEFAULT, ...later] = periods;
  return [first, ...later];
}
