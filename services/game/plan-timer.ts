import type { Transaction } from 'objection';
import { Streak } from '../../db/models/streak.js';
import type { AfterCommit } from '../runs/in-transaction.js';
import { readStreakRules } from './read-streak-rules.js';
import { settleStreak } from './settle-streak.js';
import { writeStreak } from './write-streak.js';

/**
 * Sees to it that the timer of a student's streak, if one runs, is due when its days ask for: after a change of rules,
 * by which a day may now end earlier, and after its run was cancelled. The streak is locked then, whether or not it runs.
 */
export async function planTimer(userId: string, now: Date, after: AfterCommit, trx: Transaction): Promise<void> {
  const streak = await Streak.query(trx).findById(userId).forNoKeyUpdate();
  if (!streak || streak.status === 'ended') return;
  const rules = await readStreakRules(userId, trx);
  const state = await settleStreak(streak, rules, now, trx);
  await writeStreak(streak, state, rules, now, after, trx);
}
