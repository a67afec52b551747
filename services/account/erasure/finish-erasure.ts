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
export async function finishErasure({ db, clock }: { db: Knex; clock: Clock }, run: Run): Promise<'done'> {
  return db.transaction(async (trx): Promise<'done'> => {
    if (
      await Erasure.query(trx)
        .findOne({ ...run, status: 'done' })
        .select('id')
    )
      return 'done';
    const erasure = await lockRemoval(run, trx);
    await addToReceipt(erasure, { users: await User.query(trx).deleteById(erasure.userId) }, trx);
    await finishRow('eraseAccount', erasure, { status: 'done', userId: null }, clock(), trx);
    return 'done';
  });
}
