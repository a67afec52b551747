import type { Transaction } from 'objection';
import type { Streak } from '../../db/models/streak.js';
import type { StreakRules } from '../../domain/game/streak/settle.js';
import type { StreakState } from '../../domain/game/streak/state.js';
import type { AfterCommit } from '../runs/in-transaction.js';
import { planWakeUp } from './plan-wake-up.js';

/** Writes what a streak that is locked has become, and has its timer follow. */
export async function writeStreak(
  streak: Streak,
  state: StreakState,
  rules: StreakRules,
  now: Date,
  after: AfterCommit,
  trx: Transaction,
): Promise<void> {
  await streak.$query(trx).patch({ ...state, ...planWakeUp(streak, state, rules, now, after) });
}
