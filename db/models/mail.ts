import type { MailKind } from '../../domain/account/mails.js';
import { RunEntity } from './run-entity.js';

/** A mail to a user; its text is made when it is sent. */
export class Mail extends RunEntity {
  static override tableName = 'mails';

  /** Null until the worker has found whose `recipientAddress` it is, and for ever where it is nobody's. */
  declare userId: string | null;
  declare kind: MailKind;
  declare recipientAddress: string | null;
  /** Whose receipt it names. */
  declare erasureId: string | null;
  declare status: 'queued' | 'processing' | 'sent' | 'skipped' | 'failed' | 'cancelled';
}
