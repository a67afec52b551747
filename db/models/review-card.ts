import type { RetireReason } from '../../domain/quizzes/retirement.js';
import { Entity } from './base-model.js';

/** A card that a student reviews. */
export class ReviewCard extends Entity {
  static override tableName = 'review_cards';

  declare userId: string;
  declare topicId: string | null;
  declare lessonId: string | null;
  /** From where it comes. */
  declare origin: 'student' | 'lesson' | 'answer' | 'import' | 'generated';
  /** The natural key of what it was made from. */
  declare originKey: string | null;
  /** The generated question that it was made of; null of any other card, and once that question is gone. */
  declare questionId: string | null;
  declare front: string;
  declare back: string;
  declare tags: string[];
  /** How often it was reviewed, and how often it was not known any more. */
  declare reviews: number;
  declare lapses: number;
  /** What FSRS keeps of its memory; both null for a new card. */
  declare stability: number | null;
  declare difficulty: number | null;
  /** Study days, YYYY-MM-DD; both null for a new card. */
  declare lastReviewedOn: string | null;
  declare due: string | null;
  /** What was bad about the question that it was made from; it is not asked until it is written anew. */
  declare suspendedReason: RetireReason | null;
}
