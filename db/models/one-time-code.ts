import { Entity } from './base-model.js';

export type OneTimeCodeKind = 'verify-email' | 'reset-password' | 'google-sign-in' | 'google-id-token' | 'unsubscribe';

/** A code that works once, known only by its hash; one to unsubscribe works until it expires. */
export class OneTimeCode extends Entity {
  static override tableName = 'one_time_codes';
  static override jsonAttributes = ['payload'];

  declare kind: OneTimeCodeKind;
  declare codeHash: Buffer;
  declare userId: string | null;
  declare payload: unknown;
  declare expiresAt: Date;
  declare usedAt: Date | null;
}
