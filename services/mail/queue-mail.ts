import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import { Mail } from '../../db/models/mail.js';
import type { MailKind } from '../../domain/account/mails.js';
import { firstCheckAt } from '../runs/runs.js';
import { startOfMail } from '../runs/workflow-starts.js';
import type { WorkflowStart } from '../shared/ports.js';

/** To a user, or to whoever has an address that somebody typed. */
type Recipient = { userId: string } | { recipientAddress: string };

/** Queues a mail in the caller's transaction. @returns the start of its workflow, for after the commit. */
export async function queueMail(mail: Recipient & { kind: MailKind }, trx: Transaction): Promise<WorkflowStart> {
  const start = startOfMail({ id: uuidv7(), runNo: 1, userId: 'userId' in mail ? mail.userId : null });
  await Mail.query(trx).insert({
    ...mail,
    id: start.resourceId,
    status: 'queued',
    workflowId: start.workflowId,
    nextCheckAt: firstCheckAt(),
  });
  return start;
}
