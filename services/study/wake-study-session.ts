import type { Run } from '../../domain/runs/flows.js';
import type { TransactionDeps } from '../runs/in-transaction.js';
import { wakeRow } from '../runs/wake-row.js';
import { closingColumns } from './closing-columns.js';
import { finishSession } from './finish-session.js';
import { isForgotten } from './lock-open-session.js';

/**
 * Looks at a study session whose timer woke, and closes it where it was forgotten.
 * @returns when to look again; null where it is over
 * @throws Failure Superseded.
 */
export function wakeStudySession(deps: TransactionDeps, run: Run): Promise<Date | null> {
  return wakeRow(deps, 'closeStudySession', run, async (session, after, trx) => {
    const now = deps.clock();
    if (session.closesAt === null || isForgotten(session, now)) {
      await finishSession(session, now, after, trx);
      return null;
    }
    await session.$query(trx).patch(closingColumns(session.closesAt));
    return session.closesAt;
  });
}
