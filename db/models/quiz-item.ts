import { Row } from './base-model.js';

/** A question of a quiz. */
export class QuizItem extends Row {
  static override tableName = 'quiz_items';
  static override idColumn = ['quizId', 'position'];

  declare quizId: string;
  /** From 1. */
  declare position: number;
  declare questionId: string;
}
