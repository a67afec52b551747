import { Entity } from './base-model.js';

/** Days on which a streak neither grows nor breaks. */
export class StreakPause extends Entity {
  static override tableName = 'streak_pauses';

  declare userId: string;
  /** YYYY-MM-DD. */
  declare firstDay: string;
  declare lastDay: string;
}
