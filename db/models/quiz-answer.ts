import type { GivenAnswer } from '../../domain/quizzes/question.js';
import { Row } from './base-model.js';

/** A question of an attempt, with what was answered. */
export class QuizAnswer extends Row {
  static override tableName = 'quiz_answers';
  static override idColumn = ['attemptId', 'questionId'];
  static override jsonAttributes = ['answer'];

  declare attemptId: string;
  declare questionId: string;
  declare userId: string;
  /** Null for nothing. */
  declare answer: GivenAnswer | null;
  /** Counts its changes. */
  declare revision: number;
  declare answeredAt: Date | null;
  /** These are null until the attempt has ended: 0 to 1, and by which rule. */
  declare mark: number | null;
  declare rule: string | null;
  /** What was wrong with the form of the answer. */
  declare problem: string | null;
  /** Whether the student handed the question in for the first time. */
  declare isNew: boolean | null;
}
