import { addDays, mondayOf } from '../../game/calendar-day.js';

/** The times whose XP boards compare; days and ISO weeks by UTC. */
export const PERIODS = ['day', 'week', 'all-time'] as const;

export type Period = (typeof PERIODS)[number];

/** How long boards are kept at least, in days; they go a month at a time. */
export const TERM_DAYS = { 'days-7': 7, 'days-35': 35, 'weeks-53': 371 } as const;

/** How long a board is kept: `always` for those of a month's end. */
export type Term = keyof typeof TERM_DAYS | 'always';

/** The first day of what a board through `day` compares; null for all time. Days are YYYY-MM-DD. */
export function firstDayOf(period: Period, day: string): string | null {
  if (period === 'all-time') return null;
  return period === 'day' ? day : mondayOf(day);
}

/**
 * How long the board through a day is kept: that of a day 35 days; that of a week 53 weeks, and of a week that goes on 7
 * days; that of all time 7 days, and always at the end of a month.
 */
export function termOf(period: Period, day: string): Term {
  if (period === 'day') return 'days-35';
  const next = addDays(day, 1);
  if (period === 'week') return firstDayOf('week', next) === next ? 'weeks-53' : 'days-7';
  return next.endsWith('-01') ? 'always' : 'days-7';
}
