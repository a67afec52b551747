import type { Difficulty } from '../../domain/quizzes/draft-question.js';
import type { QuestionForm, QuestionKey, QuestionKind } from '../../domain/quizzes/question.js';
import type { RetireReason } from '../../domain/quizzes/retirement.js';
import { Entity } from './base-model.js';

/** Where in its lesson a question is answered. */
export interface LessonEvidence {
  /** A heading of the lesson. */
  section: string;
  /** Stands in that section. */
  quote: string;
}

/** A question of the bank. Once it was asked it stays as it is: another text of it is another row of the same slug. */
export class QuizQuestion extends Entity {
  static override tableName = 'quiz_questions';
  static override jsonAttributes = ['form', 'key', 'evidence'];

  /** The folder of content it comes from. */
  declare origin: string;
  declare topicId: string;
  /** Names it within its origin and topic, for good. */
  declare slug: string;
  declare lessonId: string | null;
  declare kind: QuestionKind;
  /** What its author takes it for. */
  declare difficulty: Difficulty;
  declare stem: string;
  declare form: QuestionForm;
  /** Leaves the database only for grading, and for who has handed the question in. */
  declare key: QuestionKey;
  declare explanation: string;
  declare evidence: LessonEvidence;
  /** Of everything that its file says. */
  declare hash: string;
  /** Since when no quiz takes it. */
  declare retiredAt: Date | null;
  /** Its folder names it no more, another text took its place, or it was found to be bad: that alone is for good. */
  declare retiredFor: 'removed' | 'changed' | 'quality' | null;
  /** What was found to be bad about it. */
  declare retiredReason: RetireReason | null;
}
