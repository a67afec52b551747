import { normalizeEmail } from '../../domain/account/email.js';
import { queueMail } from '../mail/queue-mail.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';

/**
 * Queues a mail with a code for a new password. Whether the address has an account is looked up by the worker:
 * here it is the same work for every address, so that neither the response nor its time tells.
 */
export async function forgetPassword(deps: TransactionDeps, { email }: { email: string }): Promise<void> {
  const recipientAddress = normalizeEmail(email);
  await inTransaction(deps, (trx, after) =>
    queueMail({ recipientAddress, kind: 'reset-password' }, deps.clock(), after, trx),
  );
}
