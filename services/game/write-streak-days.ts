import type { Transaction } from 'objection';
import { StreakDay } from '../../db/models/streak-day.js';
import type { JudgedDay } from '../../domain/game/streak/settle.js';
import { boundsOf, type StudyCalendar } from '../../domain/game/study-calendar.js';

/** Writes how days were judged, and by what; a day that was judged before is judged anew. */
export async function writeStreakDays(
  {
    userId,
    days,
    calendar,
    active,
  }: { userId: string; days: readonly JudgedDay[]; calendar: StudyCalendar; active: ReadonlySet<string> },
  trx: Transaction,
): Promise<void> {
  if (days.length === 0) return;
  const rows = days.map(({ day, outcome }) => {
    const { start, end, rule } = boundsOf(calendar, day);
    const { timeZone, dayStartsAt } = rule;
    return { userId, day, outcome, timeZone, dayStartsAt, startsAt: start, endsAt: end, studied: active.has(day) };
  });
  await StreakDay.query(trx).insert(rows).onConflict(['userId', 'day']).merge(['outcome', 'studied', 'updatedAt']);
}
