import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import { Mail } from '../../db/models/mail.js';
import type { MailKind } from '../../domain/account/mails.js';
import type { AfterCommit } from '../runs/in-transaction.js';
import { firstRun, startOf } from '../runs/run-start.js';

/** To a user, or to whoever has an address that somebody typed. */
type Recipient = { userId: string } | { recipientAddress: string };

/** Queues a mail, which is sent after the commit. */
export async function queueMail(
  mail: Recipient & { kind: MailKind; erasureId?: string },
  now: Date,
  after: AfterCommit,
  trx: Transaction,
): Promise<void> {
  const row = await Mail.query(trx).insert({ ...mail, ...firstRun('sendMail', uuidv7(), now) });
  after.start.push(startOf('sendMail', { id: row.id, runNo: 1, userId: 'userId' in mail ? mail.userId : null }));
}
