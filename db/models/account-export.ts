import type { FailureType } from '../../domain/failures.js';
import { Entity } from './row.js';

/** A copy of everything a student has here; its bytes are the object `u/{userId}/exports/{id}`. */
export class AccountExport extends Entity {
  static override tableName = 'account_exports';

  declare userId: string;
  declare status: 'queued' | 'processing' | 'ready' | 'failed' | 'cancelled' | 'expired';
  declare failure: FailureType | null;
  declare bytes: number | null;
  /** When the link and the object end. */
  declare expiresAt: Date | null;
  declare runNo: number;
  declare workflowId: string;
  declare nextCheckAt: Date | null;
  declare cancelRequestedAt: Date | null;
  declare finishedAt: Date | null;
}
