import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { ItemSums } from '../../domain/quizzes/statistics/item-sums.js';
import { topicNameOf } from './subjects.js';

/** What is added to the sums of a question. */
export type QuestionSums = ItemSums & { questionId: string };

/** Adds to the sums of questions, each of which is locked by it, in the order of their ids. */
export async function addToStatistics(trx: Transaction, added: readonly QuestionSums[]): Promise<void> {
  await trx.raw(
    `INSERT INTO question_statistics AS kept
       (question_id, answers, marks, marks_squared, totals, totals_squared, products)
     SELECT "questionId", answers, marks, "marksSquared", totals, "totalsSquared", products
     FROM jsonb_to_recordset(CAST(:added AS jsonb)) AS new ("questionId" uuid, answers bigint, marks bigint,
       "marksSquared" bigint, totals bigint, "totalsSquared" bigint, products bigint)
     ORDER BY "questionId"
     ON CONFLICT (question_id) DO UPDATE SET
       answers = kept.answers + excluded.answers, marks = kept.marks + excluded.marks,
       marks_squared = kept.marks_squared + excluded.marks_squared, totals = kept.totals + excluded.totals,
       totals_squared = kept.totals_squared + excluded.totals_squared, products = kept.products + excluded.products,
       updated_at = clock_timestamp()`,
    { added: JSON.stringify(added) },
  );
}

/** A first answer to a question, with the marks of the others of its attempt. */
export interface FirstAnswer {
  attemptId: string;
  mark: number;
  others: number[];
}

/** First answers to a question that count: of attempts that have ended, and in which anything was answered. */
export async function listFirstAnswers(
  db: Knex,
  questionId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<FirstAnswer[]> {
  const { rows } = await db.raw<{ rows: FirstAnswer[] }>(
    `SELECT w.attempt_id AS "attemptId", w.mark,
       ARRAY(SELECT o.mark FROM quiz_answers o
         WHERE o.attempt_id = w.attempt_id AND o.question_id <> w.question_id) AS others
     FROM quiz_answers w JOIN quiz_attempts a ON a.id = w.attempt_id
     WHERE w.question_id = :questionId AND w.is_new AND a.status = 'ended'
       AND EXISTS (SELECT FROM quiz_answers e WHERE e.attempt_id = w.attempt_id AND e.answer IS NOT NULL)
       AND w.attempt_id > COALESCE(CAST(:after AS uuid), '00000000-0000-0000-0000-000000000000')
     ORDER BY w.attempt_id LIMIT :limit`,
    { questionId, after: after ?? null, limit },
  );
  return rows;
}

/** Questions that were handed in or have sums, in the order of their ids. */
export async function questionsWithAnswers(
  db: Knex,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<{ id: string }[]> {
  const questions = db('quizQuestions as q')
    .where((where) =>
      where
        .whereExists(db('quizAnswers as w').whereRaw('w.question_id = q.id').where('w.isNew', true))
        .orWhereExists(db('questionStatistics as s').whereRaw('s.question_id = q.id')),
    )
    .orderBy('q.id')
    .limit(limit)
    .select('q.id');
  if (after !== undefined) questions.where('q.id', '>', after);
  return questions;
}

/** A question that is offered, with what its answers add up to. */
export interface CountedQuestion extends QuestionSums {
  /** subject/topic/slug. */
  name: string;
  /** Students who have reported it. */
  reports: number;
}

/** Questions that are offered and have so many first answers, in the order of their ids. */
export async function listCountedQuestions(
  db: Knex,
  { least, after, limit }: { least: number; after: string | undefined; limit: number },
): Promise<CountedQuestion[]> {
  const questions = db('questionStatistics as s')
    .join('quizQuestions as q', 'q.id', 's.questionId')
    .whereNull('q.retiredAt')
    .where('s.answers', '>=', least)
    .orderBy('s.questionId')
    .limit(limit)
    .select('s.*', db.raw(`${topicNameOf('q.topic_id')} || '/' || q.slug AS name`))
    .select(db.raw('(SELECT count(*) FROM question_reports r WHERE r.question_id = q.id) AS reports'));
  if (after !== undefined) questions.where('s.questionId', '>', after);
  return questions;
}
