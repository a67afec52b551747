import type { Knex } from 'knex';
import type { StudyCalendar } from '../../domain/game/study-calendar.js';
export async function readCalendar(db: Knex, userId: string): Promise<StudyCalendar> {
  const rows = await db('dayRules')
    .where({ userId })
    .orderBy('startsAt')
    .select('startsAt as from', 'timeZone', 'dayStartsAt');
  if (rows.length > 0) return rows as never;
  const profile = await db('userProfiles').where({ userId }).first('timeZone');
  return [{ from: new Date(0), timeZone: profile?.timeZone ?? 'UTC', dayStartsAt: 4 }];
}
