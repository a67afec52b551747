import type { Difficulty } from '../../domain/quizzes/draft-question.js';
import type { DraftedBy, Verdict } from '../../domain/quizzes/generation/quiz-draft.js';
import type { QuestionForm, QuestionKey, QuestionKind } from '../../domain/quizzes/question.js';
import type { RetireReason } from '../../domain/quizzes/retirement.js';
import { Entity } from './base-model.js';

/** Where in its lesson a question is answered. */
export interface LessonEvidence {
  /** A heading of the lesson; null before the first. */
  section: string | null;
  /** Stands in that section. */
  quote: string;
  /** Offsets in the text of the lesson as it was, where the question was generated. */
  start?: number;
  end?: number;
}

/** Where on a page of a material a question is answered. */
export interface PageEvidence {
  pageNo: number;
  /** Empty once the material is gone. */
  quote: string;
  start: number;
  end: number;
}

/** Who drafted a generated question, and what its checks found. */
export type QuestionChecks = DraftedBy & Verdict;

/** A question of the bank. Once it was asked it stays as it is: another text of it is another row of the same slug. */
export class QuizQuestion extends Entity {
  static override tableName = 'quiz_questions';
  static override jsonAttributes = ['form', 'key', 'evidence', 'checks'];

  /** The folder of content it comes from. */
  declare origin: string;
  /** For whom it was generated; null of a written one, which everybody may be asked. */
  declare ownerId: string | null;
  /** Null only of a generated one. */
  declare topicId: string | null;
  /** Of a generated one whose quote stands in a material that is still there. */
  declare materialId: string | null;
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
  declare evidence: LessonEvidence | PageEvidence;
  /** Of a generated one. */
  declare checks: QuestionChecks | null;
  /** Of everything that its file says. */
  declare hash: string;
  /** Since when no quiz takes it. */
  declare retiredAt: Date | null;
  /** Its folder names it no more, another text took its place, or it was found to be bad: that alone is for good. */
  declare retiredFor: 'removed' | 'changed' | 'quality' | null;
  /** What was found to be bad about it. */
  declare retiredReason: RetireReason | null;
  /** When all scores and cards that it had touched were corrected; null until then. */
  declare correctedAt: Date | null;
}
