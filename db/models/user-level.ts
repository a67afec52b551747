import { Row } from './base-model.js';

/** The sum of a student's ledger, kept with it. */
export class UserLevel extends Row {
  static override tableName = 'user_levels';
  static override idColumn = 'userId';

  declare userId: string;
  declare xp: number;
  declare level: number;
}
