import type { Knex } from 'knex';
import { Erasure } from '../../../db/models/erasure.js';
import { User } from '../../../db/models/user.js';
import type { Run } from '../../../domain/runs/flows.js';
import { finishRow } from '../../runs/finish-run.js';
import type { Clock } from '../../shared/clock.js';
import { addToReceipt, lockRemoval } from './receipt.js';

/**
 * Removes the user's own row and leaves the receipt, which does not tell whose it was: what others need to keep is
 * unlinked by the database. Repeating it is harmless.
 * @throws Failure Superseded.
 */
export async function finishErasure({ db, clock }: { db: Knex; clock: Clock }, { id, runNo }: Run): Promise<'done'> {
  return db.transaction(async (trx): Promise<'done'> => {
    const known = await Erasure.query(trx).findOne({ id, runNo }).select('status', 'userId');
    if (known?.status === 'done') return 'done';
    // The user first, as everywhere, and as hard as the delete needs it: a lock that grows could wait for its waiters.
    if (known?.userId) await User.query(trx).findById(known.userId).select('id').forUpdate();
    const erasure = await lockRemoval({ id, runNo }, trx);
    await addToReceipt(erasure, { users: await User.query(trx).deleteById(erasure.userId) }, trx);
    await finishRow('eraseAccount', erasure, { status: 'done', userId: null }, clock(), trx);
    return 'done';
  });
}
