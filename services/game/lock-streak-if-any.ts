import type { Transaction } from 'objection';
import { Streak } from '../../db/models/streak.js';

/** Locks a student's streak, where there is one, as lockStreak does: for who writes nothing of the game. */
export async function lockStreakIfAny(userId: string, trx: Transaction): Promise<void> {
  await Streak.query(trx).findById(userId).select('id').forNoKeyUpdate();
}
