import { Row } from './base-model.js';

/** An achievement that a student has earned. */
export class UserAchievement extends Row {
  static override tableName = 'user_achievements';
  static override idColumn = ['userId', 'key'];

  declare userId: string;
  declare key: string;
  declare earnedAt: Date;
}
