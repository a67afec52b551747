import type { Transaction } from 'objection';
import { Streak } from '../../db/models/streak.js';
import { workflowIdOf } from '../../domain/runs/flows.js';

/**
 * Locks a student's streak until the transaction ends; a student who had none gets one that has ended. Whoever writes
 * anything of a student's game does this first, so that one is done after the other.
 */
export async function lockStreak(userId: string, now: Date, trx: Transaction): Promise<Streak> {
  const none = {
    id: userId,
    status: 'ended',
    runNo: 0,
    workflowId: workflowIdOf('keepStreak', { id: userId, runNo: 0 }),
    finishedAt: now,
  } as const;
  // An update that changes nothing takes the lock, and gives the row as it is then.
  return Streak.query(trx).insert(none).onConflict('id').merge(['id']).returning('*').first() as unknown as Streak;
}
