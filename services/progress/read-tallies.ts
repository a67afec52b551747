import type { Knex } from 'knex';
import { countAnswersBetween, minutesSince, xpSince } from '../../db/queries/progress.js';
import { boundsOf, type StudyCalendar } from '../../domain/game/study-calendar.js';
import { type DayTally, tallyDays } from '../../domain/learning/progress/tallies.js';

/** What a student did on each study day of a time, by the rules that told the days then. */
export async function readTallies(
  { userId, from, to, calendar }: { userId: string; from: string; to: string; calendar: StudyCalendar },
  db: Knex,
): Promise<DayTally[]> {
  const days = tallyDays({ from, to }, []);
  const starts = days.map(({ day }) => boundsOf(calendar, day).start);
  const [minutes, xp, answers] = [
    await minutesSince(db, userId, from),
    await xpSince(db, userId, from),
    await countAnswersBetween(db, userId, starts),
  ];
  const byDay = answers.flatMap(({ place, ...counts }) => (days[place] ? [{ ...counts, day: days[place].day }] : []));
  return tallyDays({ from, to }, [...minutes, ...xp, ...byDay]);
}
