import type { Knex } from 'knex';
import { Erasure } from '../../../db/models/erasure.js';
import { User } from '../../../db/models/user.js';
import type { Run } from '../../../domain/runs/workflow-ids.js';
import { addToReceipt, lockRemoval } from './receipt.js';

/**
 * Removes the user's own row and leaves the receipt, which does not tell whose it was: what others need to keep is
 * unlinked by the database. Repeating it is harmless.
 * @throws Failure Superseded.
 */
export async function finishErasure(db: Knex, run: Run): Promise<'done'> {
  return db.transaction(async (trx): Promise<'done'> => {
    const { id, runNo } = run;
    if (await Erasure.query(trx).findOne({ id, runNo, status: 'done' }).select('id')) return 'done';
    const userId = await lockRemoval(run, trx);
    await addToReceipt(run, { users: await User.query(trx).deleteById(userId) }, trx);
    await Erasure.query(trx)
      .findById(id)
      .patch({ status: 'done', userId: null, phase: null, finishedAt: new Date(), nextCheckAt: null });
    return 'done';
  });
}
