import type { Knex } from 'knex';
import { normalizeEmail } from '../../domain/account/email.js';
import { queueMail } from '../mail/queue-mail.js';
import { type CommitDeps, startAfterCommit } from '../runs/after-commit.js';

/**
 * Queues a mail with a code for a new password. Whether the address has an account is looked up by the worker:
 * here it is the same work for every address, so that neither the answer nor its time tells.
 */
export async function forgetPassword(deps: CommitDeps & { db: Knex }, email: string): Promise<void> {
  const recipientAddress = normalizeEmail(email);
  const start = await deps.db.transaction((trx) => queueMail({ recipientAddress, kind: 'reset-password' }, trx));
  await startAfterCommit(deps, start);
}
