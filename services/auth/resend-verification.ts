import { User } from '../../db/models/user.js';
import { queueMail } from '../mail/queue-mail.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';

/** Queues another mail with a code to verify the e-mail, unless it is verified. @throws Problem as lockCallerForShare. */
export async function resendVerification(deps: TransactionDeps, caller: Caller): Promise<void> {
  await inTransaction(deps, async (trx, after) => {
    await lockCallerForShare(caller, trx);
    const { userId } = caller;
    const unverified = await User.query(trx).findById(userId).whereNull('emailVerifiedAt').select('id');
    if (unverified) await queueMail({ userId, kind: 'verify-email' }, deps.clock(), after, trx);
  });
}
