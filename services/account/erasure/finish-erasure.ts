import { Erasure } from '../../../db/models/erasure.js';
import { User } from '../../../db/models/user.js';
import type { Run } from '../../../domain/runs/flows.js';
import { queueMail } from '../../mail/queue-mail.js';
import { finishRow } from '../../runs/finish-run.js';
import { inTransaction, type TransactionDeps } from '../../runs/in-transaction.js';
import { audit } from '../../shared/audit.js';
import { addToReceipt, lockRemoval } from './receipt.js';

/**
 * Removes the user's own row and leaves the receipt, which does not tell whose it was: what others need to keep is
 * unlinked by the database. The last mail, which names the receipt, has the address until it is sent, a day at most.
 * Repeating it is harmless.
 * @throws Failure Superseded.
 */
export async function finishErasure(deps: TransactionDeps, { id, runNo }: Run): Promise<'done'> {
  return inTransaction(deps, async (trx, after): Promise<'done'> => {
    const known = await Erasure.query(trx).findOne({ id, runNo }).select('status', 'userId');
    if (known?.status === 'done') return 'done';
    // The user first, as everywhere, and as hard as the delete needs it: a lock that grows could wait for its waiters.
    const user = known?.userId && (await User.query(trx).findById(known.userId).select('id', 'email').forUpdate());
    const erasure = await lockRemoval({ id, runNo }, trx);
    const now = deps.clock();
    await addToReceipt(erasure, { users: await User.query(trx).deleteById(erasure.userId) }, trx);
    await finishRow('eraseAccount', erasure, { status: 'done', userId: null }, now, trx);
    const line = { action: 'erasure.finished', actor: { kind: 'system' }, subjectId: null } as const;
    await audit({ ...line, details: { erasureId: id } }, trx);
    const mail = { kind: 'erasure-finished', erasureId: id } as const;
    if (user) await queueMail({ ...mail, recipientAddress: user.email }, now, after, trx);
    return 'done';
  });
}
