import type { MailKind } from '../../domain/account/mails.js';
import type { FailureType } from '../../domain/runs/failures.js';
import { Entity } from './base-model.js';

/** A mail to a user; its text is made when it is sent. */
export class Mail extends Entity {
  static override tableName = 'mails';

  /** Null until the worker has found whose `recipientAddress` it is, and for ever where it is nobody's. */
  declare userId: string | null;
  declare kind: MailKind;
  declare recipientAddress: string | null;
  declare status: 'queued' | 'processing' | 'sent' | 'skipped' | 'failed' | 'cancelled';
  declare failure: FailureType | null;
  declare runNo: number;
  declare workflowId: string;
  declare nextCheckAt: Date | null;
  declare cancelRequestedAt: Date | null;
  declare finishedAt: Date | null;
}
