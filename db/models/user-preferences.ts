import { Row } from './base-model.js';

export type StudyStyle = 'reading' | 'practice' | 'mixed';

/** How a student wants to study; one to one with a user, once the first answer is given. */
export class UserPreferences extends Row {
  static override tableName = 'user_preferences';
  static override idColumn = 'userId';

  declare userId: string;
  declare goals: string[];
  declare dailyMinutes: number | null;
  /** ISO weekdays: 1 is Monday. */
  declare studyDays: number[];
  declare style: StudyStyle | null;
  /** YYYY-MM-DD: a day of the calendar, in no zone. */
  declare examDate: string | null;
  /** The whole hour, 0 to 6, at which a study day begins. */
  declare dayStartsAt: number;
  /** With which probability a card is to be known on the day it is due, .8 to .95. */
  declare desiredRetention: number;
  /** Whether a mail tells, too, that the streak is at risk. */
  declare streakMails: boolean;
  /** Whether the student takes part in leagues, once old enough. */
  declare leagues: boolean;
}
