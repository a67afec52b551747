import type { Stats } from '../../domain/game/stats.js';
import { Row } from './base-model.js';

/** What a student has done, counted; and the version by which what was read of it is known to be stale. */
export class UserStats extends Row {
  static override tableName = 'user_stats';
  static override idColumn = 'userId';
  static override jsonAttributes = ['stats'];

  declare userId: string;
  declare version: number;
  declare stats: Partial<Stats>;
}
