import type { Transaction } from 'objection';
import type { Streak } from '../../db/models/streak.js';
import { removeNotice } from '../notices/remove-notice.js';

/**
 * Takes back the warning that a locked streak is at risk, where its day is one of some: there is nothing left to do for
 * a day that is judged or paused.
 */
export async function removeWarning(streak: Streak, days: readonly { day: string }[], trx: Transaction): Promise<void> {
  // Whoever was never warned of these days costs no statement.
  if (days.some(({ day }) => day === streak.warnedOn))
    await removeNotice(streak.id, { kind: 'streak-at-risk', topic: '' }, trx);
}
