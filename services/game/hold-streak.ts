import type { Transaction } from 'objection';
import { Streak } from '../../db/models/streak.js';

/** Takes turns with whoever writes anything of a student's game, where there is any: for who writes nothing of it. */
export async function holdStreak(userId: string, trx: Transaction): Promise<void> {
  await Streak.query(trx).findById(userId).select('id').forNoKeyUpdate();
}
