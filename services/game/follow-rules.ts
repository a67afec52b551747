import type { Transaction } from 'objection';
import { Streak } from '../../db/models/streak.js';
import type { AfterCommit } from '../runs/in-transaction.js';
import { readStreakRules } from './read-streak-rules.js';
import { settleStreak } from './settle-streak.js';
import { writeStreak } from './write-streak.js';

/**
 * Has the timer of a student's streak, if one runs, follow rules that were changed: a day may now end earlier. The
 * streak is locked then, whether or not it runs.
 */
export async function followRules(userId: string, now: Date, after: AfterCommit, trx: Transaction): Promise<void> {
  const streak = await Streak.query(trx).findById(userId).forNoKeyUpdate();
  if (streak?.status !== 'running') return;
  const rules = await readStreakRules(trx, userId);
  const state = await settleStreak(streak, rules, now, trx);
  await writeStreak(streak, state, rules, now, after, trx);
}
