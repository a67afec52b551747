import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { LoggedReview } from '../../domain/learning/reviews/histories.js';
import { RETENTION } from '../../domain/learning/reviews/schedule.js';
import type { Row } from '../models/base-model.js';
import type { ReviewWeights } from '../models/review-weights.js';
import { FIRST_ID } from './first-id.js';

/** By what a student's cards are scheduled. */
export interface StoredPlan {
  retention: number;
  weights: number[] | null;
  /** Whether weights of the student's own were trained once, so that cards may stand by others than these. */
  isTrained: boolean;
}

/** By what a student's cards are scheduled: the usual where nothing was said and nothing trained. */
export async function findReviewPlan(db: Knex, userId: string): Promise<StoredPlan> {
  const found = await db('users as u')
    .leftJoin('userPreferences as p', 'p.userId', 'u.id')
    .leftJoin('reviewWeights as w', 'w.userId', 'u.id')
    .where('u.id', userId)
    .first({
      retention: db.raw('COALESCE(p.desired_retention, ?)', [RETENTION.usual]),
      weights: 'w.weights',
      isTrained: db.raw('w.user_id IS NOT NULL'),
    });
  return found ?? { retention: RETENTION.usual, weights: null, isTrained: false };
}

/** The reviews of some cards that were not undone, of each card in their order. */
export const listHistories = (db: Knex, cardIds: readonly string[]): Promise<LoggedReview[]> =>
  db('reviewLog')
    .whereIn('cardId', [...cardIds])
    .whereNull('undoneAt')
    .orderBy(['cardId', 'reviewNo'])
    .select('cardId', 'reviewNo', 'grade', 'elapsedDays');

/** The last reviews of a student that were not undone, in their order. */
export async function listLastReviews(db: Knex, userId: string, limit: number): Promise<LoggedReview[]> {
  const reviews: LoggedReview[] = await db('reviewLog')
    .where({ userId, undoneAt: null })
    .orderBy('id', 'desc')
    .limit(limit)
    .select('cardId', 'reviewNo', 'grade', 'elapsedDays');
  return reviews.reverse();
}

/** A student, and whether there is something to train. */
export interface Trainee {
  userId: string;
  isDue: boolean;
}

/** Active students in the order of their ids; due are those with reviews enough who were not trained since. */
export async function listTrainees(
  db: Knex,
  { after, limit, least, since }: { after: string | null; limit: number; least: number; since: Date },
): Promise<Trainee[]> {
  const { rows } = await db.raw<{ rows: Trainee[] }>(
    `SELECT u.id AS "userId",
       NOT EXISTS (SELECT FROM review_weights w WHERE w.user_id = u.id AND w.trained_at >= :since)
       AND EXISTS (SELECT FROM review_log r WHERE r.user_id = u.id AND r.undone_at IS NULL OFFSET :least - 1) AS "isDue"
     FROM users u WHERE u.status = 'active' AND u.id > :after ORDER BY u.id LIMIT :limit`,
    { after: after ?? FIRST_ID, limit, least, since },
  );
  return rows;
}

/** What was trained of a student; `since` is for weights that are the first personal ones. */
export type TrainedWeights = Omit<ReviewWeights, keyof Row>;

/** Writes it, unless it was made of older reviews than what is there. */
export async function writeReviewWeights(trx: Transaction, trained: TrainedWeights): Promise<void> {
  await trx.raw(
    `INSERT INTO review_weights AS held
       (user_id, weights, since, reviews, log_loss, default_log_loss, share_log_loss, trained_at)
     VALUES (:userId, :weights, :since, :reviews, :logLoss, :defaultLogLoss, :shareLogLoss, :trainedAt)
     ON CONFLICT (user_id) DO UPDATE SET weights = excluded.weights,
       since = CASE WHEN excluded.weights IS NOT NULL THEN COALESCE(held.since, excluded.since) END,
       reviews = excluded.reviews, log_loss = excluded.log_loss, default_log_loss = excluded.default_log_loss,
       share_log_loss = excluded.share_log_loss, trained_at = excluded.trained_at, updated_at = clock_timestamp()
     WHERE held.trained_at < excluded.trained_at`,
    { ...trained },
  );
}
