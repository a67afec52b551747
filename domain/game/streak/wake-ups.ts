import { Temporal } from 'temporal-polyfill';
import { hashText } from '../../../lib/hash-text.js';
import { addDays } from '../calendar-day.js';
import { boundsOf, isExcused, type StudyCalendar } from '../study-calendar.js';
import { isPaused } from './pauses.js';
import type { StreakRules } from './settle.js';
import type { StreakState } from './state.js';
import { viewStreak } from './view-streak.js';

const MINUTE_MS = 60_000;

/** The end of a day is looked at this much later, so that what was done in its last seconds is stored by then. */
const GRACE_MS = 10 * MINUTE_MS;

/** Wake-ups of a zone's students are spread over this time, each student's always at the same place. */
const SPREAD_MS = 15 * MINUTE_MS;

/** Students are warned this long before the end of the day, but not later than 21:30 on their clock. */
const WARNING_MS = 180 * MINUTE_MS;
const LATEST_WARNING = '21:30';

/** Hours of the student's clock between which nobody is warned, over midnight. */
const QUIET_FROM = 22;
const QUIET_UNTIL = 7;

/** What a streak's wake-ups depend on, beside its days. */
export interface WakeUpInput {
  now: Date;
  userId: string;
  /** The last day of which the student was warned, YYYY-MM-DD. */
  warnedOn: string | null;
}

/**
 * When a streak is to be looked at next: at the warning of the first day that is neither judged nor paused nor excused,
 * or after that day's end where the warning is over. Nothing happens to the streak before that. It is in the past for
 * a state with days that are over and not judged yet: look at once.
 * @returns null where no streak runs
 */
export function nextWakeUp(
  state: StreakState,
  { calendar, pauses }: StreakRules,
  { now, userId, warnedOn }: WakeUpInput,
): Date | null {
  if (state.length === 0 || state.through === null) return null;
  let day = addDays(state.through, 1);
  while (isPaused(pauses, day) || isExcused(calendar, day)) day = addDays(day, 1);
  const spread = spreadOf(userId);
  const warning = day === warnedOn ? null : warningTime(calendar, day);
  if (warning && warning.getTime() + spread > now.getTime()) return new Date(warning.getTime() + spread);
  return new Date(boundsOf(calendar, day).end.getTime() + GRACE_MS + spread);
}

/** Whether the student is to be warned now that today's activity is missing: once a day, and never at night. */
export function isWarningDue(
  state: StreakState,
  context: StreakRules,
  { now, warnedOn }: Omit<WakeUpInput, 'userId'>,
): boolean {
  const { today, atRiskUntil } = viewStreak(state, context, now);
  if (atRiskUntil === null || warnedOn === today) return false;
  const warning = warningTime(context.calendar, today);
  return warning !== null && warning <= now && !isQuiet(now, boundsOf(context.calendar, today).rule.timeZone);
}

/** When a day's warning is due; null for a day so short or so placed that none fits. */
function warningTime(calendar: StudyCalendar, day: string): Date | null {
  const { start, end, rule } = boundsOf(calendar, day);
  const latest = Temporal.PlainDateTime.from(`${day}T${LATEST_WARNING}`).toZonedDateTime(
    rule.timeZone,
  ).epochMilliseconds;
  const at = new Date(Math.min(end.getTime() - WARNING_MS, latest));
  return at < start || isQuiet(at, rule.timeZone) ? null : at;
}

function isQuiet(at: Date, timeZone: string): boolean {
  const { hour } = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  return hour >= QUIET_FROM || hour < QUIET_UNTIL;
}

/** A student's place in the spread, in ms. */
const spreadOf = (userId: string): number => hashText(userId) % SPREAD_MS;
