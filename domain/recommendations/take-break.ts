import { addDays } from '../game/calendar-day.js';
import type { StudentFacts } from './facts.js';
import type { Candidate } from './recommendation.js';

/** So many long days in a row ask for a break. */
const LONG_DAYS = 3;

/** A long day has twice the minutes that the student wants, and between two and four hours. */
const longMinutes = (dailyMinutes: number): number => Math.min(240, Math.max(120, 2 * dailyMinutes));

/** A day off after long days: today or, where today was studied already, tomorrow. A pause keeps the streak. */
export function takeBreak({ day, isStudiedToday, dailyMinutes, minutes, pauses }: StudentFacts): Candidate[] {
  const minutesOf = (of: string) => minutes.find((one) => one.day === of)?.minutes ?? 0;
  const before = Array.from({ length: LONG_DAYS }, (_, index) => minutesOf(addDays(day, -1 - index)));
  if (before.some((studied) => studied < longMinutes(dailyMinutes))) return [];
  const off = isStudiedToday || minutesOf(day) > 0 ? addDays(day, 1) : day;
  if (pauses.some(({ firstDay, lastDay }) => firstDay <= off && off <= lastDay)) return [];
  const evidence = { days: LONG_DAYS, minutes: before.reduce((sum, one) => sum + one, 0) };
  return [{ kind: 'break', evidence, start: { to: 'pause', day: off }, minutes: 0, least: 0, topicId: null }];
}
