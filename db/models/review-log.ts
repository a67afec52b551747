import type { CardState } from '../../domain/learning/reviews/review.js';
import type { Grade } from '../../domain/learning/reviews/schedule.js';
import { Entity } from './base-model.js';

/** One review of a card. */
export class ReviewLog extends Entity {
  static override tableName = 'review_log';
  static override jsonAttributes = ['before'];

  declare userId: string;
  declare cardId: string;
  /** Counts the reviews of the card from 1; one that was undone leaves its number to the next. */
  declare reviewNo: number;
  /** By which a client may send it again. */
  declare requestKey: string | null;
  declare grade: Grade;
  declare reviewedAt: Date;
  /** YYYY-MM-DD. */
  declare studyDay: string;
  /** Study days since the review before; 0 for the first. */
  declare elapsedDays: number;
  declare wasDue: boolean;
  /** What the card stood at. */
  declare before: CardState;
  /** From which study day on the card was due after it. */
  declare due: string;
  declare undoneAt: Date | null;
}
