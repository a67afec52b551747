import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { default_w } from 'ts-fsrs';
import { ReviewCard } from '../../../db/models/review-card.js';
import { ReviewLog } from '../../../db/models/review-log.js';
import { ReviewWeights } from '../../../db/models/review-weights.js';
import { TopicAnswerRow } from '../../../db/models/topic-answer.js';
import { TopicProgress } from '../../../db/models/topic-progress.js';
import { type Columns, insertRow } from './insert-row.js';

/** A new card; one with `reviews` was reviewed on a day long ago, and is due. */
export const buildCard = (db: Knex, columns: Columns<ReviewCard, 'userId'>): Promise<ReviewCard> => {
  const known = { lapses: 0, stability: 3, difficulty: 5, lastReviewedOn: '2026-03-02', due: '2026-03-05' };
  return insertRow(ReviewCard, db, {
    ...{ origin: 'student', front: 'How is it?', back: 'It is so.', reviews: 0 },
    ...(columns.reviews ? known : {}),
    ...columns,
  });
};

/** The first review of a card, today by UTC. */
export const buildReview = (db: Knex, columns: Columns<ReviewLog, 'userId' | 'cardId'>): Promise<ReviewLog> => {
  const before = { reviews: 0, lapses: 0, stability: null, difficulty: null, lastReviewedOn: null, due: null };
  return insertRow(ReviewLog, db, {
    ...{ reviewNo: 1, grade: 'good', reviewedAt: new Date(), elapsedDays: 0, wasDue: true, before },
    ...{ studyDay: '2026-03-02', due: '2026-03-05' },
    ...columns,
  });
};

/** A right answer to a question of free text. */
export const buildTopicAnswer = (
  db: Knex,
  columns: Columns<TopicAnswerRow, 'userId' | 'topicId'>,
): Promise<TopicAnswerRow> =>
  insertRow(TopicAnswerRow, db, {
    ...{ cause: `made:${randomUUID()}`, kind: 'short-text', options: null, isRight: true, answeredAt: new Date() },
    ...columns,
  });

/** What one right answer says of a topic. */
export const buildTopicProgress = (
  db: Knex,
  columns: Columns<TopicProgress, 'userId' | 'topicId'>,
): Promise<TopicProgress> =>
  insertRow(TopicProgress, db, {
    ...{ known: 0.9, word: 'learning', answers: 1, rightAnswers: 1, lastAnsweredAt: new Date() },
    ...columns,
  });

/** Personal weights of today, which are the default ones. */
export const buildReviewWeights = (db: Knex, columns: Columns<ReviewWeights, 'userId'>): Promise<ReviewWeights> =>
  insertRow(ReviewWeights, db, {
    ...{ weights: [...default_w], since: '2026-03-02', reviews: 400, trainedAt: new Date() },
    ...{ logLoss: 0.3, defaultLogLoss: 0.4, shareLogLoss: 0.5 },
    ...columns,
  });
