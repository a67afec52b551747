import { Entity } from './row.js';

/** A refresh token, known only by its hash; all tokens of a session are one family. */
export class RefreshToken extends Entity {
  static override tableName = 'refresh_tokens';

  declare sessionId: string;
  declare tokenHash: Buffer;
  declare rotatedAt: Date | null;
  declare expiresAt: Date;
}
