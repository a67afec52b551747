import type { DayOutcome } from '../../domain/game/streak/outcomes.js';
import { Row } from './base-model.js';

/** How one study day of a student was judged, and by what. */
export class StreakDay extends Row {
  static override tableName = 'streak_days';
  static override idColumn = ['userId', 'day'];

  declare userId: string;
  /** YYYY-MM-DD. */
  declare day: string;
  declare outcome: DayOutcome;
  declare timeZone: string;
  declare dayStartsAt: number;
  declare startsAt: Date;
  declare endsAt: Date;
  /** Whether something was credited on it, also where a pause kept it from counting. */
  declare studied: boolean;
}
