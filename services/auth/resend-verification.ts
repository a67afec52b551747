import { User } from '../../db/models/user.js';
import { queueMail } from '../mail/queue-mail.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { lockActiveUserForShare } from '../shared/active-user.js';

/** Queues another mail with a code to verify the e-mail, unless it is verified. @throws Problem account-closed. */
export async function resendVerification(deps: TransactionDeps, { userId }: { userId: string }): Promise<void> {
  await inTransaction(deps, async (trx, after) => {
    await lockActiveUserForShare(userId, trx);
    const unverified = await User.query(trx).findById(userId).whereNull('emailVerifiedAt').select('id');
    if (unverified) await queueMail({ userId, kind: 'verify-email' }, deps.clock(), after, trx);
  });
}
