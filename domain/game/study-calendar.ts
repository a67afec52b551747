import { addDays } from './calendar-day.js';
import { type DayRule, dayOf, hourOf, startOfDay } from './study-day.js';

/** A rule and the instant since when it holds; the first of a calendar holds for all time before the second. */
export interface RulePeriod extends DayRule {
  from: Date;
}

/** The rules that a student's study days were told by and are told by, the oldest first. */
export type StudyCalendar = readonly [RulePeriod, ...RulePeriod[]];

/** Where an instant lies in a student's days. */
export interface PlaceInDay {
  /** The study day, YYYY-MM-DD. */
  day: string;
  /** What a clock on the student's wall shows, 0 to 23. */
  hour: number;
  rule: DayRule;
}

/** A study day: from its first instant until the next day's, and the rule that told it. */
export interface DayBounds {
  start: Date;
  end: Date;
  rule: DayRule;
}

/** A day that was shorter for its student is excused. */
const MIN_DAY_MS = 20 * 3_600_000;

/** The study day of an instant, YYYY-MM-DD. As time goes on it never goes back, whatever the rules. */
export function dayAt(calendar: StudyCalendar, instant: Date): string {
  const index = calendar.findLastIndex(({ from }, at) => at === 0 || from <= instant);
  return laterDay(dayOf(ruleAt(calendar, index), instant), firstDays(calendar)[index]);
}

/** As dayAt, with the hour and the rule that told it. */
export function placeInDay(calendar: StudyCalendar, instant: Date): PlaceInDay {
  const rule = calendar.findLast(({ from }) => from <= instant) ?? calendar[0];
  return { day: dayAt(calendar, instant), hour: hourOf(rule, instant), rule };
}

/** What a clock on the student's wall showed at an instant, 0 to 23. */
export const hourAt = (calendar: StudyCalendar, instant: Date): number =>
  hourOf(calendar.findLast(({ from }) => from <= instant) ?? calendar[0], instant);

/** A day that a change of rules, or the law, jumped over ends as it begins. */
export function boundsOf(calendar: StudyCalendar, day: string): DayBounds {
  const { start, rule } = beginningOf(calendar, day);
  return { start, end: beginningOf(calendar, addDays(day, 1)).start, rule };
}

/** Whether a study day lasts under 20 hours, or none at all. */
export function isExcused(calendar: StudyCalendar, day: string): boolean {
  const { start, end } = boundsOf(calendar, day);
  return end.getTime() - start.getTime() < MIN_DAY_MS;
}

function beginningOf(calendar: StudyCalendar, day: string): { start: Date; rule: DayRule } {
  const firsts = firstDays(calendar);
  const index = firsts.findLastIndex((first) => first <= day);
  const rule = ruleAt(calendar, index);
  const start = startOfDay(rule, day);
  return { start: index > 0 && (day === firsts[index] || start < rule.from) ? rule.from : start, rule };
}

const knownFirstDays = new WeakMap<StudyCalendar, readonly string[]>();

/** The first day of each period: the day after the last one before it, whatever its own rule says; '' of the first. */
function firstDays(calendar: StudyCalendar): readonly string[] {
  const known = knownFirstDays.get(calendar);
  if (known) return known;
  const firsts = [''];
  for (const [index, { from }] of calendar.slice(1).entries()) {
    const justBefore = new Date(from.getTime() - 1);
    firsts.push(addDays(laterDay(dayOf(ruleAt(calendar, index), justBefore), firsts[index]), 1));
  }
  knownFirstDays.set(calendar, firsts);
  return firsts;
}

const ruleAt = (calendar: StudyCalendar, index: number): RulePeriod => calendar[index] ?? calendar[0];

const laterDay = (day: string, other = ''): string => (day > other ? day : other);
