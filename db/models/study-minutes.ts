import { Row } from './base-model.js';

/** What a session that ended was credited with on one study day. */
export class StudyMinutes extends Row {
  static override tableName = 'study_minutes';
  static override idColumn = ['sessionId', 'studyDay'];

  declare sessionId: string;
  declare studyDay: string;
  declare userId: string;
  declare minutes: number;
  /** What they brought, with a milestone that was reached by them. */
  declare xp: number;
}
