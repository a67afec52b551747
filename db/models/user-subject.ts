import { Row } from './base-model.js';

/** A subject that a student has chosen. */
export class UserSubject extends Row {
  static override tableName = 'user_subjects';
  static override idColumn = ['userId', 'subjectId'];

  declare userId: string;
  declare subjectId: string;
  /** Its place in the student's own order, from 1. */
  declare position: number;
}
