import { StudySession } from '../../db/models/study-session.js';
import { Problem } from '../../domain/problems.js';
import { cancelRunOf, inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { finishSession } from './finish-session.js';
import { lockOpenSession } from './lock-open-session.js';

/**
 * Ends a student's open study session, and credits it. Where none is open it is the one that ended last, so that it may
 * be repeated, and come after the timer.
 * @returns the id of the session that has ended
 * @throws Problem not-studying for who has not studied yet; those of lockCallerForShare.
 */
export async function endStudy(deps: TransactionDeps, caller: Caller): Promise<string> {
  return inTransaction(deps, async (trx, after) => {
    await lockCallerForShare(caller, trx);
    const { userId } = caller;
    const open = await lockOpenSession(userId, trx);
    if (open) {
      await finishSession(open, deps.clock(), after, trx);
      cancelRunOf(open, after);
      return open.id;
    }
    const last = await StudySession.query(trx).where({ userId, status: 'ended' }).orderBy('id', 'desc').first();
    if (!last) throw new Problem('not-studying', 'There is no session to end.');
    return last.id;
  });
}
