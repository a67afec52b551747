import { addDays } from '../calendar-day.js';
import { boundsOf, type StudyCalendar } from '../study-calendar.js';
import type { DayOutcome } from './outcomes.js';
import { isPaused, type Pause } from './pauses.js';
import type { StreakView } from './view-streak.js';

const HOUR_MS = 3_600_000;

/** A study day, how it was judged, and by what it was told. */
export interface StoredDay {
  /** YYYY-MM-DD. */
  day: string;
  outcome: DayOutcome;
  /** Whether something was credited on it. */
  studied: boolean;
  timeZone: string;
  dayStartsAt: number;
  startsAt: Date;
  endsAt: Date;
}

/** A study day as it is shown: `open` is today, and `none` a day outside of any streak. */
export interface ExplainedDay extends Omit<StoredDay, 'outcome' | 'studied'> {
  outcome: DayOutcome | 'open' | 'none';
  /** Why it was judged so, in a sentence for the student. */
  reason: string;
}

/**
 * Each study day from `from` to `to`, both included and not beyond today, the oldest first.
 * @param stored the days of the range that are stored
 * @param view the streak now, whose days may not be stored yet
 */
export function explainDays(
  { from, to }: { from: string; to: string },
  stored: readonly StoredDay[],
  view: StreakView,
  { calendar, pauses }: { calendar: StudyCalendar; pauses: readonly Pause[] },
): ExplainedDay[] {
  const rows = new Map(stored.map((row) => [row.day, row]));
  const judged = new Map(view.days.map(({ day, outcome }) => [day, outcome]));
  const outcomeOf = (day: string): ExplainedDay['outcome'] => {
    if (day === view.today) return view.todayIs;
    return judged.get(day) ?? (isPaused(pauses, day) ? 'paused' : 'none');
  };
  const days: ExplainedDay[] = [];
  for (let day = from; day <= to && day <= view.today; day = addDays(day, 1)) {
    const row = rows.get(day);
    const facts = row ?? { ...byCalendar(calendar, day), day, outcome: outcomeOf(day), studied: false };
    const { outcome, timeZone, dayStartsAt, startsAt, endsAt } = facts;
    days.push({ day, outcome, reason: reasonOf(facts), timeZone, dayStartsAt, startsAt, endsAt });
  }
  return days;
}

function byCalendar(
  calendar: StudyCalendar,
  day: string,
): Pick<StoredDay, 'timeZone' | 'dayStartsAt' | 'startsAt' | 'endsAt'> {
  const { start, end, rule } = boundsOf(calendar, day);
  return { timeZone: rule.timeZone, dayStartsAt: rule.dayStartsAt, startsAt: start, endsAt: end };
}

function reasonOf(day: Omit<ExplainedDay, 'reason'> & { studied: boolean }): string {
  switch (day.outcome) {
    case 'studied':
      return 'You studied on this day.';
    case 'frozen':
      return 'You did not study on this day; a freeze kept your streak.';
    case 'paused':
      return day.studied
        ? 'Your streak was paused on this day, so what you did earned XP but did not count for the streak.'
        : 'Your streak was paused on this day.';
    case 'excused':
      return day.startsAt.getTime() === day.endsAt.getTime()
        ? 'A change of time skipped this date for you, so nothing was missed.'
        : `A change of time left you ${lengthOf(day)} of this day, under the 20 hours that ask for an activity.`;
    case 'missed':
      return 'You did not study on this day and had no freeze left, so your streak ended.';
    case 'open':
      return 'Today is not over; an activity still counts for it.';
    case 'none':
      return 'No streak ran on this day.';
  }
}

function lengthOf({ startsAt, endsAt }: Pick<StoredDay, 'startsAt' | 'endsAt'>): string {
  const hours = Math.floor((endsAt.getTime() - startsAt.getTime()) / HOUR_MS);
  return hours < 1 ? 'less than an hour' : `${hours} ${hours === 1 ? 'hour' : 'hours'}`;
}
