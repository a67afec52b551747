import { Model } from 'objection';
import { Entity } from './base-model.js';
import { Session } from './session.js';

/** A refresh token, known only by its hash; all tokens of a session are one family. */
export class RefreshToken extends Entity {
  static override tableName = 'refresh_tokens';
  static override relationMappings = () => ({
    session: {
      relation: Model.BelongsToOneRelation,
      modelClass: Session,
      join: { from: 'refresh_tokens.sessionId', to: 'sessions.id' },
    },
  });

  declare sessionId: string;
  declare tokenHash: Buffer;
  declare rotatedAt: Date | null;
  declare expiresAt: Date;
  declare session?: Session;
}
