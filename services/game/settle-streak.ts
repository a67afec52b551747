import type { Transaction } from 'objection';
import type { Streak } from '../../db/models/streak.js';
import { writeNotices } from '../../db/queries/notices.js';
import { type StreakRules, settle } from '../../domain/game/streak/settle.js';
import type { StreakState } from '../../domain/game/streak/state.js';
import { dayAt } from '../../domain/game/study-calendar.js';
import { freezeNotices } from './freeze-notices.js';
import { raiseVersion } from './raise-version.js';
import { removeWarning } from './remove-warning.js';
import { stateOf } from './streak-state.js';
import { writeStreakDays } from './write-streak-days.js';

/**
 * Judges the days of a streak that are over, whose row is locked, tells of freezes that were spent, and takes back the
 * warning of a day that is over. Whoever does it and whenever, the result is the same.
 * @returns what the streak is now; its length is 0 where it broke, and its row is then to be finished
 */
export async function settleStreak(
  streak: Streak,
  rules: StreakRules,
  now: Date,
  trx: Transaction,
): Promise<StreakState> {
  const { state, days } = settle(stateOf(streak), { ...rules, today: dayAt(rules.calendar, now) });
  if (days.length === 0) return state;
  await writeStreakDays({ userId: streak.id, days, calendar: rules.calendar, active: new Set() }, trx);
  await streak.$query(trx).patch(state);
  await writeNotices(trx, streak.id, freezeNotices(days));
  await removeWarning(streak, days, trx);
  await raiseVersion(streak.id, trx);
  return state;
}
