import type { Difficulty } from '../../domain/quizzes/draft-question.js';
import type { QuizDraft } from '../../domain/quizzes/generation/quiz-draft.js';
import type { QuizSource } from '../../domain/quizzes/limits.js';
import type { QuestionKind } from '../../domain/quizzes/question.js';
import { RunEntity } from './run-entity.js';

/** Questions that a student asked for, as a quiz or as cards: on a topic, on a lesson of it, or on materials. */
export class Quiz extends RunEntity {
  static override tableName = 'quizzes';
  static override jsonAttributes = ['draft', 'refusals'];

  declare status: 'queued' | 'processing' | 'ready' | 'failed' | 'cancelled';
  declare userId: string;
  /** What becomes of its questions: a quiz that can be taken, or cards. */
  declare makes: 'quiz' | 'cards';
  /** Null where it is on materials of no topic, or of several. */
  declare topicId: string | null;
  declare lessonId: string | null;
  /** Empty for one on a topic or a lesson. */
  declare materialIds: string[];
  /** Of each material, both inclusive; null for all. */
  declare pageFrom: number | null;
  declare pageTo: number | null;
  declare source: QuizSource;
  /** How many questions were asked for. */
  declare wished: number;
  /** Null for all. */
  declare kinds: QuestionKind[] | null;
  declare difficulty: Difficulty | null;
  declare timeLimitMinutes: number | null;
  /** By which its questions were picked among equals. */
  declare seed: string;
  /** Kept between the steps of a run. */
  declare draft: QuizDraft | null;
  /** How many drafts each check refused; null where none was drafted. */
  declare refusals: Record<string, number> | null;
  /** How many it has; null unless it is ready. */
  declare questionCount: number | null;
}
