import type { DayRule } from './study-day.js';

/** A rule and the instant since when it holds; the first of a calendar holds for all time before the second. */
export interface RulePeriod extends DayRule {
  from: Date;
}

/** The rules that a student's study days were told by and are told by, the oldest first. */
export type StudyCalendar = readonly [RulePeriod, ...RulePeriod[]];
