import { Entity } from './row.js';

/** One login of a user on one device; every access token names it. */
export class Session extends Entity {
  static override tableName = 'sessions';

  declare userId: string;
  declare revokedAt: Date | null;
}
