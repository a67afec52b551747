import { boundsOf, dayAt, type RulePeriod, type StudyCalendar } from './study-calendar.js';
import { type DayRule, dayOf, startOfDay } from './study-day.js';

/** Between two changes that move the day. */
const MOVE_EVERY_MS = 7 * 24 * 3_600_000;

/**
 * A student's calendar after a wish for another rule. The rule changes at the end of a study day: of today's, or where
 * it moves the day, of the first that ends a week or more after the last such change. A wish takes the place of one
 * that is still to come, and a wish for the rule in force drops that.
 * @returns the same calendar where the wish changes nothing
 */
export function changeRule(calendar: StudyCalendar, wish: DayRule, now: Date): StudyCalendar {
  if (isSameRule(lastOf(calendar), wish)) return calendar;
  const [first, ...later] = calendar;
  const begun: StudyCalendar = [first, ...later.filter(({ from }) => from <= now)];
  const inForce = lastOf(begun);
  if (isSameRule(inForce, wish)) return begun;
  const endOfToday = boundsOf(begun, dayAt(begun, now)).end;
  const from = movesDay(inForce, wish, endOfToday) ? nextMove(begun, endOfToday) : endOfToday;
  return [...begun, { timeZone: wish.timeZone, dayStartsAt: wish.dayStartsAt, from }];
}

/** The first beginning of a study day, from the one proposed on, that is a week or more after the last move. */
function nextMove(begun: StudyCalendar, proposed: Date): Date {
  const lastMove = begun.findLast((period, index) => {
    const before = begun[index - 1];
    return before && movesDay(before, period, period.from);
  });
  if (!lastMove) return proposed;
  const allowed = new Date(lastMove.from.getTime() + MOVE_EVERY_MS);
  if (allowed <= proposed) return proposed;
  const { start, end } = boundsOf(begun, dayAt(begun, allowed));
  return start < allowed ? end : start;
}

/** Whether the day that begins at a switch would not have begun at that instant by the new rule. */
const movesDay = (before: DayRule, after: DayRule, at: Date): boolean =>
  startOfDay(after, dayOf(before, at)).getTime() !== at.getTime();

const isSameRule = (one: DayRule, other: DayRule): boolean =>
  one.dayStartsAt === other.dayStartsAt && resolved(one.timeZone) === resolved(other.timeZone);

/** One name for a zone and its aliases: Asia/Kolkata is Asia/Calcutta. */
const resolved = (timeZone: string): string => new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;

const lastOf = ([first, ...later]: StudyCalendar): RulePeriod => later.at(-1) ?? first;
