import { v7 as uuidv7 } from 'uuid';
import { Erasure } from '../../../db/models/erasure.js';
import { User } from '../../../db/models/user.js';
import { inTransaction, type TransactionDeps } from '../../runs/in-transaction.js';
import { firstRun, startOf } from '../../runs/run-start.js';

/**
 * Erases somebody who was erased before and whom a restored backup has brought back: the account is shut at once, without
 * a time of grace, and everything of it is removed as at the first time. Repeating it changes nothing.
 * @returns whether the person was there
 */
export async function eraseAgain(deps: TransactionDeps, userId: string): Promise<boolean> {
  return inTransaction(deps, async (trx, after) => {
    const user = await User.query(trx).findById(userId).forNoKeyUpdate();
    if (!user) return false;
    if (user.status === 'erased') return true;
    const now = deps.clock();
    await user.$query(trx).patch({ status: 'erased' });
    const removing = { phase: 'removing', eraseAt: now, receipt: {} } as const;
    const begun = await Erasure.query(trx).where({ userId }).modify('open').patch(removing);
    if (begun > 0) return true;
    const { id } = await Erasure.query(trx).insert({ ...firstRun('eraseAccount', uuidv7(), now), userId, ...removing });
    after.start.push(startOf('eraseAccount', { id, runNo: 1, userId: null }));
    return true;
  });
}
