import type { Run } from '../../domain/runs/flows.js';
import { finishOnce } from '../runs/finish-once.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { lockRun } from '../runs/lock-run.js';
import { closingColumns } from './closing-columns.js';
import { finishSession } from './finish-session.js';
import { isForgotten } from './lock-open-session.js';

/**
 * Looks at a study session whose timer woke, and closes it where it was forgotten. It may be repeated, and come at any
 * time.
 * @returns when to look again; null where it is over
 * @throws Failure Superseded.
 */
export async function wakeStudySession(deps: TransactionDeps, run: Run): Promise<Date | null> {
  const step = { ...run, flow: 'closeStudySession', states: ['ended'] } as const;
  const next = await finishOnce(deps, step, () => lookAtSession(deps, run));
  return next === 'ended' ? null : next;
}

function lookAtSession(deps: TransactionDeps, run: Run): Promise<Date | 'ended'> {
  return inTransaction(deps, async (trx, after) => {
    const session = await lockRun('closeStudySession', run, trx);
    const now = deps.clock();
    if (session.closesAt === null || isForgotten(session, now)) {
      await finishSession(session, now, after, trx);
      return 'ended';
    }
    await session.$query(trx).patch(closingColumns(session.closesAt));
    return session.closesAt;
  });
}
