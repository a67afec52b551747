import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { SolverVerdict } from '../../domain/quizzes/generation/quiz-draft.js';
import type { ItemSums } from '../../domain/quizzes/statistics/item-sums.js';
import { QuestionStatistics } from '../models/question-statistics.js';
import { FIRST_ID } from './first-id.js';
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
       AND w.attempt_id > :after
     ORDER BY w.attempt_id LIMIT :limit`,
    { questionId, after: after ?? FIRST_ID, limit },
  );
  return rows;
}

/** A question that is offered, with what its answers add up to. */
export interface CountedQuestion extends QuestionSums {
  /** Students who have reported it. */
  reports: number;
}

/** SQL of how many students have reported the question `q`. */
export const REPORTS = '(SELECT count(*) FROM question_reports r WHERE r.question_id = q.id)';

/**
 * Questions that are offered, have so many first answers, and so many times as many as when they were judged last; in
 * the order of their ids.
 */
export async function listToJudge(
  db: Knex,
  { least, growth, after, limit }: { least: number; growth: number; after: string | undefined; limit: number },
): Promise<CountedQuestion[]> {
  const questions = db('questionStatistics as s')
    .join('quizQuestions as q', 'q.id', 's.questionId')
    .whereNull('q.retiredAt')
    .where('s.answers', '>=', least)
    .whereRaw('s.answers >= s.judged_answers * CAST(? AS numeric) AND s.answers > s.judged_answers', [growth])
    .orderBy('s.questionId')
    .limit(limit)
    .select('s.*', db.raw(`${REPORTS} AS reports`));
  if (after !== undefined) questions.where('s.questionId', '>', after);
  return questions;
}

/** What a question was judged by, and what it came to. */
type Judgment = Pick<QuestionStatistics, 'questionId' | 'answers' | 'efficiency' | 'flags'>;

/** Keeps how a question was judged. */
export async function keepJudgment(db: Knex, { questionId, answers, efficiency, flags }: Judgment): Promise<void> {
  await QuestionStatistics.query(db).findById(questionId).patch({ judgedAnswers: answers, efficiency, flags });
}

/** A question that is offered, as far as answers, reports and solves speak of it. */
export interface SuspectQuestion extends CountedQuestion, Pick<QuestionStatistics, 'efficiency' | 'flags'> {
  /** subject/topic/slug. */
  name: string;
  /** What the last second solve came to; empty without one. */
  solves: SolverVerdict[];
}

/** Questions that are offered and have so many first answers, or so many reports; in the order of their ids. */
export async function listSuspects(
  db: Knex,
  { answers, reports, after, limit }: { answers: number; reports: number; after: string | undefined; limit: number },
): Promise<SuspectQuestion[]> {
  const sums = ['answers', 'marks', 'marks_squared', 'totals', 'totals_squared', 'products'];
  const questions = db('quizQuestions as q')
    .leftJoin('questionStatistics as s', 's.questionId', 'q.id')
    .whereNull('q.retiredAt')
    .whereRaw(`(s.answers >= ? OR ${REPORTS} >= ?)`, [answers, reports])
    .orderBy('q.id')
    .limit(limit)
    .select('q.id as questionId', 's.efficiency', db.raw(`${topicNameOf('q.topic_id')} || '/' || q.slug AS name`))
    .select(sums.map((sum) => db.raw(`COALESCE(s.${sum}, 0) AS ${sum}`)))
    .select(db.raw(`COALESCE(s.flags, '{}') AS flags, ${REPORTS} AS reports`))
    .select(
      db.raw(`COALESCE((SELECT v.verdicts FROM second_solves v
        WHERE v.question_id = q.id ORDER BY v.reports DESC LIMIT 1), '{}') AS solves`),
    );
  if (after !== undefined) questions.where('q.id', '>', after);
  return questions;
}
