import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { MARK_UNITS } from '../../domain/quizzes/statistics/item-sums.js';
import { FIRST_ID } from './first-id.js';
import type { QuestionSums } from './question-statistics.js';

/**
 * Locks, until the transaction ends, the rebuilding of statistics; attempts that end are not held up.
 * The first statement of its transaction: a lock of a table is had before the moment is fixed as of which it reads.
 */
export async function lockRebuild(trx: Transaction): Promise<void> {
  await trx.raw('LOCK TABLE question_statistics IN SHARE UPDATE EXCLUSIVE MODE');
  // A batch is some megabytes to sort, which otherwise go by way of the disk.
  await trx.raw("SET LOCAL work_mem = '64MB'");
}

/** The sums of all questions, as they are kept. */
export const listSums = async (trx: Transaction): Promise<QuestionSums[]> =>
  trx('questionStatistics').select(
    'questionId',
    'answers',
    'marks',
    'marksSquared',
    'totals',
    'totalsSquared',
    'products',
  );

/** The last of so many attempts that have ended, after one; undefined where there are fewer. */
export async function lastOfBatch(
  trx: Transaction,
  { after, size }: { after: string | undefined; size: number },
): Promise<string | undefined> {
  const attempts = trx('quizAttempts')
    .where({ status: 'ended' })
    .orderBy('id')
    .offset(size - 1)
    .first('id');
  if (after !== undefined) attempts.where('id', '>', after);
  return (await attempts)?.id;
}

/**
 * The sums of first answers, as itemAnswerOf and sumsOf have them, in attempts that have ended, after one and up to
 * another; without either there is no bound.
 */
export async function sumAnswers(
  trx: Transaction,
  { after, last }: { after: string | undefined; last: string | undefined },
): Promise<QuestionSums[]> {
  const { rows } = await trx.raw<{ rows: QuestionSums[] }>(
    `WITH marks AS (
       SELECT w.question_id, w.is_new, CAST(floor(w.mark * ${MARK_UNITS} + 0.5) AS bigint) AS mark,
         CAST(sum(floor(w.mark * ${MARK_UNITS} + 0.5)) OVER attempt AS bigint) AS marks,
         count(*) OVER attempt - 1 AS others, count(w.answer) OVER attempt AS answered
       FROM quiz_attempts a JOIN quiz_answers w ON w.attempt_id = a.id
       WHERE a.status = 'ended' AND a.id > :after
         AND a.id <= COALESCE(CAST(:last AS uuid), 'ffffffff-ffff-ffff-ffff-ffffffffffff')
       WINDOW attempt AS (PARTITION BY w.attempt_id)
     ), counted AS (
       SELECT question_id, mark, mark + (2 * (marks - mark) + others) / (2 * others) AS total
       FROM marks WHERE is_new AND answered > 0 AND others > 0
     )
     SELECT question_id AS "questionId", count(*) AS answers, CAST(sum(mark) AS bigint) AS marks,
       CAST(sum(mark * mark) AS bigint) AS "marksSquared", CAST(sum(total) AS bigint) AS totals,
       CAST(sum(total * total) AS bigint) AS "totalsSquared", CAST(sum(mark * total) AS bigint) AS products
     FROM counted GROUP BY question_id`,
    { after: after ?? FIRST_ID, last: last ?? null },
  );
  return rows;
}

/** Gives questions that have no sums some of nothing, so that they can be corrected. */
export async function insertMissing(db: Knex, questionIds: readonly string[]): Promise<void> {
  await db.raw(
    `INSERT INTO question_statistics (question_id, answers, marks, marks_squared, totals, totals_squared, products)
     SELECT id, 0, 0, 0, 0, 0, 0 FROM quiz_questions WHERE id = ANY (:questionIds) ORDER BY id
     ON CONFLICT (question_id) DO NOTHING`,
    { questionIds: [...questionIds] },
  );
}

/** Adds to sums what they lack, or have too much, each locked in the order of ids; such a question is judged anew. */
export async function addCorrections(db: Knex, differences: readonly QuestionSums[]): Promise<void> {
  await db.raw(
    `WITH lacking AS (
       SELECT * FROM jsonb_to_recordset(CAST(:differences AS jsonb)) AS given ("questionId" uuid, answers bigint,
         marks bigint, "marksSquared" bigint, totals bigint, "totalsSquared" bigint, products bigint)
     ), held AS (
       SELECT question_id FROM question_statistics WHERE question_id IN (SELECT "questionId" FROM lacking)
       ORDER BY question_id FOR NO KEY UPDATE
     )
     UPDATE question_statistics AS kept SET
       answers = kept.answers + lacking.answers, marks = kept.marks + lacking.marks,
       marks_squared = kept.marks_squared + lacking."marksSquared", totals = kept.totals + lacking.totals,
       totals_squared = kept.totals_squared + lacking."totalsSquared", products = kept.products + lacking.products,
       judged_answers = 0, updated_at = clock_timestamp()
     FROM held JOIN lacking ON lacking."questionId" = held.question_id
     WHERE kept.question_id = held.question_id`,
    { differences: JSON.stringify(differences) },
  );
}
