import { Entity } from './base-model.js';

/** One login of a user on one device; every access token names it. */
export class Session extends Entity {
  static override tableName = 'sessions';

  declare userId: string;
  /** What the browser or app calls itself; untrusted. */
  declare userAgent: string;
  /** The caller's network address at the login. */
  declare address: string;
  declare lastUsedAt: Date;
  /** When its newest refresh token ends. */
  declare expiresAt: Date;
  declare revokedAt: Date | null;
  /** In a row, given in it to prove who asks. */
  declare wrongProofs: number;
}
