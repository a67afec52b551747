import { LRUCache } from 'lru-cache';
import { Temporal } from 'temporal-polyfill';
import { addDays } from './calendar-day.js';

/** By what a student's study days are told: an IANA zone and the whole hour, 0 to 6, at which a day begins there. */
export interface DayRule {
  timeZone: string;
  dayStartsAt: number;
}

/** The hour at which study days begin for who chose none: the 4:00 of Anki, by which most of a night is over. */
export const USUAL_DAY_START = 4;

/**
 * The study day of an instant, YYYY-MM-DD: the date on the wall, or the one before while the clock shows an hour below
 * `dayStartsAt`. A day never comes back: where the clock is put back over the hour at which days begin, the new day has
 * begun and goes on.
 */
export function dayOf(rule: DayRule, instant: Date): string {
  const { date, hour } = wallClock(rule.timeZone, instant);
  const day = hour < rule.dayStartsAt ? addDays(date, -1) : date;
  const next = addDays(day, 1);
  return instant >= startOfDay(rule, next) ? next : day;
}

/** The hour that a clock on the wall shows, 0 to 23. */
export const hourOf = (rule: DayRule, instant: Date): number => wallClock(rule.timeZone, instant).hour;

/**
 * The first instant of a study day: when the clock first shows its date and hour or, where it jumps over them, any that
 * is later. A day that is jumped over as a whole begins when the next one does.
 */
export function startOfDay(rule: DayRule, day: string): Date {
  const key = `${day} ${rule.dayStartsAt} ${rule.timeZone}`;
  let start = starts.get(key);
  if (start === undefined) {
    start = findStart(rule, day);
    starts.set(key, start);
  }
  return new Date(start);
}

/** In ms since 1970. Every label asks for one; found anew they cost ten times as much as the label. */
const starts = new LRUCache<string, number>({ max: 10_000 });

function findStart({ timeZone, dayStartsAt }: DayRule, day: string): number {
  const wall = Temporal.PlainDate.from(day).toPlainDateTime({ hour: dayStartsAt });
  const start = wall.toZonedDateTime(timeZone);
  if (start.toPlainDateTime().equals(wall)) return start.epochMilliseconds;
  const beforeJump = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  return (beforeJump.getTimeZoneTransition('next') ?? start).epochMilliseconds;
}

/** Making a formatter costs far more than using it. There are as many as zones have been asked for, a few hundred. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function wallClock(timeZone: string, instant: Date): { date: string; hour: number } {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    const twoDigits = { month: '2-digit', day: '2-digit', hour: '2-digit' } as const;
    formatter = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', ...twoDigits, hourCycle: 'h23' });
    formatters.set(timeZone, formatter);
  }
  // 12/31/2027, 04
  const text = formatter.format(instant);
  return { date: `${text.slice(6, 10)}-${text.slice(0, 2)}-${text.slice(3, 5)}`, hour: Number(text.slice(12)) };
}
