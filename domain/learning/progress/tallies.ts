import { addDays, mondayOf } from '../../game/calendar-day.js';

/** What a student did in a time. */
export interface Tally {
  minutes: number;
  xp: number;
  answers: number;
  rightAnswers: number;
}

/** What a student did on a study day. */
export interface DayTally extends Tally {
  /** YYYY-MM-DD. */
  day: string;
}

/** What a student did in a week. */
export interface WeekTally extends Tally {
  /** Its Monday, YYYY-MM-DD. */
  monday: string;
}

const NOTHING: Tally = { minutes: 0, xp: 0, answers: 0, rightAnswers: 0 };
export const WEEK_DAYS = 7;

/** Each day from `from` to `to`, both included, with what is known of it. */
export function tallyDays(
  { from, to }: { from: string; to: string },
  known: readonly (Partial<Tally> & { day: string })[],
): DayTally[] {
  const tallies = new Map<string, DayTally>();
  for (let day = from; day <= to; day = addDays(day, 1)) tallies.set(day, { ...NOTHING, day });
  for (const one of known) Object.assign(tallies.get(one.day) ?? {}, one);
  return [...tallies.values()];
}

/** What was done on some days together. */
export function sumTallies(days: readonly Tally[]): Tally {
  return days.reduce(
    (sum, { minutes, xp, answers, rightAnswers }) => ({
      minutes: sum.minutes + minutes,
      xp: sum.xp + xp,
      answers: sum.answers + answers,
      rightAnswers: sum.rightAnswers + rightAnswers,
    }),
    NOTHING,
  );
}

/** Days by the weeks they are of, in their order. */
export function tallyWeeks(days: readonly DayTally[]): WeekTally[] {
  const mondays = [...new Set(days.map(({ day }) => mondayOf(day)))];
  return mondays.map((monday) => ({
    monday,
    ...sumTallies(days.filter(({ day }) => mondayOf(day) === monday)),
  }));
}
