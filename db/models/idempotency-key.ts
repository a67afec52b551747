import { Row } from './base-model.js';

/** One use of an Idempotency-Key by a user on a route. */
export class IdempotencyKey extends Row {
  static override tableName = 'idempotency_keys';
  static override idColumn = ['userId', 'route', 'key'];

  declare userId: string;
  declare route: string;
  declare key: string;
  /** Hash of the request; null until it is known (an upload's is known when its bytes have passed). */
  declare fingerprint: string | null;
  declare leaseId: string;
  declare leasedUntil: Date;
  /** What the first request made; null while it runs. */
  declare resourceId: string | null;
}
