import { Row } from './base-model.js';

/** How far a student has come in a lesson. */
export class LessonProgress extends Row {
  static override tableName = 'lesson_progress';
  static override idColumn = ['userId', 'lessonId'];

  declare userId: string;
  declare lessonId: string;
  /** How far down the student has read, 0 to 1. */
  declare position: number;
  declare startedAt: Date;
  declare completedAt: Date | null;
}
