import type { Difficulty } from '../../domain/quizzes/draft-question.js';
import type { QuestionKind } from '../../domain/quizzes/question.js';
import { RunEntity } from './run-entity.js';

/** Questions that a student asked for, on a topic or on a lesson of it. */
export class Quiz extends RunEntity {
  static override tableName = 'quizzes';

  declare status: 'queued' | 'processing' | 'ready' | 'failed' | 'cancelled';
  declare userId: string;
  declare topicId: string;
  declare lessonId: string | null;
  /** How many questions were asked for. */
  declare wished: number;
  /** Null for all. */
  declare kinds: QuestionKind[] | null;
  declare difficulty: Difficulty | null;
  declare timeLimitMinutes: number | null;
  /** By which its questions were picked among equals. */
  declare seed: string;
  /** How many it has; null unless it is ready. */
  declare questionCount: number | null;
}
