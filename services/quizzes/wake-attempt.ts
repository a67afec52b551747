import type { Run } from '../../domain/runs/flows.js';
import type { TransactionDeps } from '../runs/in-transaction.js';
import { checkAfter } from '../runs/run-start.js';
import { wakeRow } from '../runs/wake-row.js';
import { finishAttempt } from './finish-attempt.js';
import { isTimeOver } from './lock-attempt.js';

/**
 * Looks at a timed attempt whose timer woke, and ends it where its time is over, with the answers that were saved.
 * @returns when to look again; null where it is over
 * @throws Failure Superseded.
 */
export function wakeAttempt(deps: TransactionDeps, run: Run): Promise<Date | null> {
  return wakeRow(deps, 'timeQuizAttempt', run, async (attempt, after, trx) => {
    const now = deps.clock();
    const { closesAt } = attempt;
    if (closesAt !== null && !isTimeOver(attempt, now)) {
      await attempt.$query(trx).patch({ nextCheckAt: checkAfter(closesAt) });
      return closesAt;
    }
    await finishAttempt(attempt, { endedBy: 'deadline', now }, after, trx);
    return null;
  });
}
