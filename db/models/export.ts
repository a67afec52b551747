import { RunEntity } from './run-entity.js';

/** A copy of everything a student has here; its bytes are the object `u/{userId}/exports/{id}-{writeNo}.zip`. */
export class Export extends RunEntity {
  static override tableName = 'exports';

  declare userId: string;
  declare status: 'queued' | 'processing' | 'ready' | 'failed' | 'cancelled' | 'expired';
  declare bytes: number | null;
  /** Raised by every try at writing the object; the newest is the one that counts. */
  declare writeNo: number;
  /** When the link and the object end; also set while nothing but the remains of a try may be there. */
  declare expiresAt: Date | null;
}
