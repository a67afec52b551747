import { Row } from './base-model.js';

/** By what a student's study days are told, from one moment on. */
export class DayRuleRow extends Row {
  static override tableName = 'day_rules';
  static override idColumn = ['userId', 'startsAt'];

  declare userId: string;
  declare startsAt: Date;
  declare timeZone: string;
  /** The whole hour, 0 to 6. */
  declare dayStartsAt: number;
}
