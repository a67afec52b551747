import { addDays } from '../calendar-day.js';
import { isExcused, type StudyCalendar } from '../study-calendar.js';
import type { DayOutcome } from './outcomes.js';
import { isPaused, type Pause } from './pauses.js';
import { afterDay, NO_STREAK, type StreakState } from './state.js';

/** By what a student's days are judged. */
export interface StreakRules {
  calendar: StudyCalendar;
  pauses: readonly Pause[];
}

/** The rules and the moment at which they are asked. */
export interface StreakContext extends StreakRules {
  /** The student's study day now: those before it are over. */
  today: string;
}

export interface JudgedDay {
  day: string;
  outcome: DayOutcome;
  /** Freezes that are left after it. */
  freezes: number;
}

/** A state, and the days that led to it from the one before, the oldest first. */
export interface Judged {
  state: StreakState;
  days: JudgedDay[];
}

/**
 * Judges the days that are over and not judged yet. It may be called at any time and any number of times: the state
 * is the same. Where no streak runs there is nothing to judge, however long that has been.
 */
export function settle(state: StreakState, context: StreakContext): Judged {
  const days: JudgedDay[] = [];
  let current = state;
  while (current.length > 0 && current.through !== null) {
    const day = addDays(current.through, 1);
    if (day >= context.today) break;
    const outcome = judge(current, context, day, false);
    current = afterDay(current, day, outcome);
    days.push({ day, outcome, freezes: current.freezes });
  }
  return { state: current, days };
}

/**
 * Counts an activity of `day`, after the days before it are judged.
 * @param day one after `state.through`; an activity of an earlier day, or a second one of the same, changes the past
 * @throws RangeError for a day that is judged already: `replay` takes it in
 */
export function study(state: StreakState, context: StreakContext, day: string): Judged {
  if (state.through !== null && day <= state.through) throw new RangeError(`${day} is judged already`);
  const before = settle(state, { ...context, today: day });
  const outcome = judge(before.state, context, day, true);
  const next = afterDay(before.state, day, outcome);
  return { state: next, days: [...before.days, { day, outcome, freezes: next.freezes }] };
}

/** The state and every judged day, from all days with an activity, in any order. */
export function replay(studiedDays: Iterable<string>, context: StreakContext): Judged {
  let state = NO_STREAK;
  const days: JudgedDay[] = [];
  for (const day of [...new Set(studiedDays)].sort()) {
    const next = study(state, context, day);
    state = next.state;
    days.push(...next.days);
  }
  const last = settle(state, context);
  return { state: last.state, days: [...days, ...last.days] };
}

function judge(state: StreakState, { calendar, pauses }: StreakContext, day: string, studied: boolean): DayOutcome {
  if (isPaused(pauses, day)) return 'paused';
  if (studied) return 'studied';
  if (isExcused(calendar, day)) return 'excused';
  return state.freezes > 0 ? 'frozen' : 'missed';
}
