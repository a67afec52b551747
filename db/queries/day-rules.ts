import type { Knex } from 'knex';
import type { RulePeriod, StudyCalendar } from '../../domain/game/study-calendar.js';
import { USUAL_DAY_START } from '../../domain/game/study-day.js';

/** By what a student's days are told until something else is chosen, and of somebody who is gone. */
const DEFAULT: RulePeriod = { from: new Date(0), timeZone: 'UTC', dayStartsAt: USUAL_DAY_START };

/**
 * The rules of a student's study days, also one that is still to come. Of who never changed them it is the one rule of
 * the profile's zone and the preferred hour, for all time.
 */
export async function readCalendar(db: Knex, userId: string): Promise<StudyCalendar> {
  return (await readCalendars(db, [userId]))(userId);
}

const RULES = `p.user_id, COALESCE(r.starts_at, to_timestamp(0)) AS from, COALESCE(r.time_zone, p.time_zone) AS time_zone,
  COALESCE(r.day_starts_at, o.day_starts_at, ${USUAL_DAY_START}) AS day_starts_at`;

/** As readCalendar, of several students at once. */
export async function readCalendars(db: Knex, userIds: readonly string[]): Promise<(userId: string) => StudyCalendar> {
  // One statement: between two, a first change would leave the old rules with the new zone.
  const rows: (RulePeriod & { userId: string })[] = await db('userProfiles as p')
    .leftJoin('userPreferences as o', 'o.userId', 'p.userId')
    .leftJoin('dayRules as r', 'r.userId', 'p.userId')
    .whereIn('p.userId', [...userIds])
    .orderBy(['p.userId', 'r.startsAt'])
    .select(db.raw(RULES));
  const calendars = new Map<string, [RulePeriod, ...RulePeriod[]]>();
  for (const { userId, ...period } of rows) {
    const known = calendars.get(userId);
    if (known) known.push(period);
    else calendars.set(userId, [period]);
  }
  return (userId) => calendars.get(userId) ?? [DEFAULT];
}
