import type { Transaction } from 'objection';
import { Mail } from '../../db/models/mail.js';
import { Problem } from '../../domain/problems.js';
import { isOpen } from '../../domain/runs/flows.js';
import { cancelRow } from '../runs/cancel-run.js';
import type { AfterCommit, TransactionDeps } from '../runs/in-transaction.js';
import { requeueRow } from '../runs/requeue-run.js';

type Own = { userId: string; id: string };

/**
 * Sends a mail that failed or was cancelled once more, with a new code where it has one, for a user who is held already.
 * @throws Problem not-found; nothing-to-retry for one that was sent, or that nobody should get.
 */
export async function retryMailOf(
  deps: Pick<TransactionDeps, 'clock'>,
  own: Own,
  after: AfterCommit,
  trx: Transaction,
): Promise<void> {
  const mail = await lockMail(own, trx);
  if (isOpen('sendMail', mail)) return;
  if (mail.status === 'sent' || mail.status === 'skipped') {
    throw new Problem('nothing-to-retry', 'The mail server has taken it, or nobody was to get it.');
  }
  await requeueRow('sendMail', mail, deps.clock(), after, trx);
}

/** Stops a mail that was not sent yet, for a user who is held already. @throws Problem not-found, not-running. */
export async function cancelMailOf(
  deps: Pick<TransactionDeps, 'clock'>,
  own: Own,
  after: AfterCommit,
  trx: Transaction,
): Promise<void> {
  await cancelRow('sendMail', await lockMail(own, trx), deps.clock(), after, trx);
}

async function lockMail(own: Own, trx: Transaction): Promise<Mail> {
  const mail = await Mail.query(trx).findOne(own).forNoKeyUpdate();
  if (!mail) throw new Problem('not-found', 'No such mail.');
  return mail;
}
