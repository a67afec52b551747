import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import { ReviewCard } from '../models/review-card.js';
import { ReviewLog } from '../models/review-log.js';
import { columnsOf } from './columns.js';
import { topicNameOf } from './subjects.js';

/** Where what the back of a generated card says stands. */
export interface CardCitation {
  lessonId: string | null;
  materialId: string | null;
  /** Of the lesson or the material. */
  title: string | null;
  /** Null of a lesson. */
  pageNo: number | null;
  /** Null of a material, and before the first heading of a lesson. */
  section: string | null;
  quote: string;
}

const SHOWN = [
  ...(['id', 'topicId', 'lessonId', 'origin', 'originKey', 'front', 'back', 'tags', 'reviews', 'lapses'] as const),
  ...(['stability', 'difficulty', 'lastReviewedOn', 'due', 'suspendedReason', 'createdAt'] as const),
] as const;

/** A card with the name of its topic, `subject/topic`, and what its back rests on. */
export interface CardWithTopic extends Pick<ReviewCard, (typeof SHOWN)[number]> {
  topic: string | null;
  /** Null of a card that was not generated, and once its material is gone. */
  citation: CardCitation | null;
}

const CITATION = `(SELECT json_build_object('lessonId', q.lesson_id, 'materialId', q.material_id,
    'title', COALESCE(l.title, m.title), 'pageNo', CAST(q.evidence ->> 'pageNo' AS integer),
    'section', q.evidence ->> 'section', 'quote', q.evidence ->> 'quote')
  FROM quiz_questions q LEFT JOIN lessons l ON l.id = q.lesson_id LEFT JOIN materials m ON m.id = q.material_id
  WHERE q.id = c.question_id AND q.evidence ->> 'quote' <> '')`;

/** A student's cards, with the names of their topics. */
const cardsOf = (db: Knex, userId: string) =>
  db('reviewCards as c')
    .where('c.userId', userId)
    .select<CardWithTopic[]>(
      db.raw(`${columnsOf('c', SHOWN)}, ${topicNameOf('c.topic_id')} AS topic, ${CITATION} AS citation`),
    );

/** Those that are not suspended. */
const asked = (db: Knex, userId: string) => cardsOf(db, userId).whereNull('c.suspendedReason');

/** One card of a student. */
export async function findCard(db: Knex, userId: string, id: string): Promise<CardWithTopic | undefined> {
  return cardsOf(db, userId).where('c.id', id).first();
}

/** Cards of a student by their ids, in the order in which they were made. */
export const findCards = async (db: Knex, userId: string, ids: readonly string[]): Promise<CardWithTopic[]> =>
  cardsOf(db, userId)
    .whereIn('c.id', [...ids])
    .orderBy('c.id');

/** The cards that were made of the questions of a quiz, in their order there; what the student removed is left out. */
export const cardsOfQuiz = async (db: Knex, userId: string, quizId: string): Promise<CardWithTopic[]> =>
  cardsOf(db, userId)
    .join('quizItems as i', 'i.questionId', 'c.questionId')
    .where('i.quizId', quizId)
    .orderBy('i.position');

/** A student's cards, newest first, those after `cursor` only. */
export async function listCards(
  db: Knex,
  userId: string,
  { limit, cursor, topic }: { limit: number; cursor?: string | undefined; topic?: string | undefined },
): Promise<CardWithTopic[]> {
  const cards = cardsOf(db, userId).orderBy('c.id', 'desc').limit(limit);
  if (cursor) cards.where('c.id', '<', cursor);
  if (topic) cards.whereRaw(`${topicNameOf('c.topic_id')} = ?`, [topic]);
  return cards;
}

/** Some cards of a student that are not suspended, in the order in which they were made, those after one only. */
export async function cardsAfter(
  db: Knex,
  userId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<CardWithTopic[]> {
  const cards = asked(db, userId).orderBy('c.id').limit(limit);
  if (after !== undefined) cards.where('c.id', '>', after);
  return cards;
}

/** A card that is to be made; its id may be chosen before. */
export type NewCard = Pick<ReviewCard, 'origin' | 'front' | 'back'> &
  Partial<Pick<ReviewCard, 'id' | 'originKey' | 'topicId' | 'lessonId' | 'questionId' | 'tags'>>;

/**
 * Inserts cards of a student, but those that were made of the same before.
 * @returns the ids of those that were inserted
 */
export async function insertCards(trx: Transaction, userId: string, cards: readonly NewCard[]): Promise<string[]> {
  const rows = cards.map((card) => ({ id: uuidv7(), ...card, userId }));
  // Not by the model: of rows that are ignored, Objection gives what was to be inserted.
  const made = await trx('reviewCards').insert(rows).onConflict(['userId', 'originKey']).ignore().returning('id');
  return made.map(({ id }) => id);
}

/** How many cards a student has. */
export const countCards = (trx: Transaction, userId: string): Promise<number> =>
  ReviewCard.query(trx).where({ userId }).resultSize();

/** What there is to review on a study day, and what was reviewed of it. */
export interface DueCards {
  due: CardWithTopic[];
  fresh: CardWithTopic[];
  /** How many there are in all. */
  dueCount: number;
  freshCount: number;
  reviewedToday: number;
  newToday: number;
}

/** As of one moment: the cards that have waited longest, and the oldest new ones. */
export async function findDueCards(
  db: Knex,
  { userId, studyDay, most }: { userId: string; studyDay: string; most: { due: number; fresh: number } },
): Promise<DueCards> {
  const due = asked(db, userId).where('c.due', '<=', studyDay).orderBy(['c.due', 'c.id']).limit(most.due);
  const fresh = asked(db, userId).whereNull('c.due').orderBy('c.id').limit(most.fresh);
  const rows: (DueCounts & CardWithTopic)[] = await db
    .from(db.raw(`(${DUE_COUNTS}) AS counted`, { userId, studyDay }))
    // Where there are no cards, the counts are there all the same.
    .leftJoin(db.unionAll([due, fresh], true).as('cards'), (join) => join.on(db.raw('true')))
    .orderBy(['cards.due', 'cards.id'])
    .select('*');
  const { dueCount, freshCount, reviewedToday, newToday } = rows[0] as DueCounts;
  const cards = rows.filter(({ id }) => id !== null);
  return {
    due: cards.filter((card) => card.due !== null),
    fresh: cards.filter((card) => card.due === null),
    ...{ dueCount, freshCount, reviewedToday, newToday },
  };
}

type DueCounts = Omit<DueCards, 'due' | 'fresh'>;

const DUE_COUNTS = `SELECT (SELECT count(*) FROM review_cards
    WHERE user_id = :userId AND due <= :studyDay AND suspended_reason IS NULL) AS "dueCount",
  (SELECT count(*) FROM review_cards
    WHERE user_id = :userId AND due IS NULL AND suspended_reason IS NULL) AS "freshCount",
  count(*) AS "reviewedToday", count(*) FILTER (WHERE review_no = 1) AS "newToday"
FROM review_log WHERE user_id = :userId AND study_day = :studyDay AND was_due AND undone_at IS NULL`;

/** How many cards are due on a study day and how many are new, and what was reviewed on it. */
export async function countDue(db: Knex, userId: string, studyDay: string): Promise<DueCounts> {
  const { rows } = await db.raw<{ rows: [DueCounts] }>(DUE_COUNTS, { userId, studyDay });
  return rows[0];
}

/** The reviews of a student's card, newest first, those after `cursor` only. */
export async function listReviews(
  db: Knex,
  { userId, cardId }: { userId: string; cardId: string },
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<ReviewLog[]> {
  const reviews = ReviewLog.query(db).where({ userId, cardId }).orderBy('id', 'desc').limit(limit);
  if (cursor) reviews.where('id', '<', cursor);
  return reviews;
}

/** The last review of a student that was not undone. */
export const lastReview = (db: Knex, userId: string): Promise<ReviewLog | undefined> =>
  ReviewLog.query(db).where({ userId }).whereNull('undoneAt').orderBy('id', 'desc').first().execute();
