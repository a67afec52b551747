import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { StoredQuestion } from '../../domain/quizzes/generation/draft-of.js';
import type { PassagePlace } from '../../domain/quizzes/generation/plan-passages.js';
import { DENSE, WORTH } from '../../domain/text/said-length.js';
import type { SourceRef } from '../../domain/text/source-ref.js';
import { INGESTED_STATES } from '../models/material.js';
import type { Quiz } from '../models/quiz.js';
import { QuizQuestion } from '../models/quiz-question.js';
import { sqlList } from './sql-list.js';

/** What questions are generated from. */
export type Source = Pick<Quiz, 'userId' | 'makes' | 'topicId' | 'lessonId' | 'materialIds' | 'pageFrom' | 'pageTo'>;

/** Characters of English that say enough to ask something of, or as many as say that in another script. */
const MIN_CHARACTERS = 120;

/** SQL that is true for chunks that say enough: as `saidLength`. */
const SAYS_ENOUGH = `(length(c.text) >= :least OR length(c.text) + (${WORTH} - 1)
  * length(regexp_replace(c.text, '[^${DENSE}]', '', 'g')) >= :least)`;

/** The chunks that questions may be generated from, in their order in the source, with whether the student was asked of them. */
export async function listPassages(db: Knex, source: Source): Promise<PassagePlace[]> {
  const { rows } = await db.raw<{ rows: PassagePlace[] }>(passagesOf(source), { ...source, least: MIN_CHARACTERS });
  return rows;
}

const passagesOf = ({ materialIds }: Pick<Source, 'materialIds'>): string =>
  materialIds.length > 0 ? OF_MATERIALS : OF_LESSONS;

/** SQL that is true for questions of quizzes, or of cards: what was on a card may be asked in a quiz. */
const OF_ITS_SORT = `EXISTS (SELECT FROM quiz_items i JOIN quizzes z ON z.id = i.quiz_id
  WHERE i.question_id = q.id AND z.makes = :makes)`;

const OF_MATERIALS = `SELECT c.id, concat_ws(' / ', c.material_id, c.heading_path[1], c.heading_path[2]) AS section,
    EXISTS (SELECT FROM quiz_questions q WHERE q.owner_id = :userId AND q.material_id = c.material_id
      AND ${OF_ITS_SORT} AND (CAST(q.evidence ->> 'pageNo' AS integer), CAST(q.evidence ->> 'start' AS integer))
        >= (c.page_from, c.start_offset)
      AND (CAST(q.evidence ->> 'pageNo' AS integer), CAST(q.evidence ->> 'start' AS integer))
        < (c.page_to, c.end_offset)) AS "wasAsked"
  FROM material_chunks c JOIN materials m ON m.id = c.material_id
  WHERE m.owner_id = :userId AND m.id = ANY (:materialIds) AND m.status IN (${sqlList(INGESTED_STATES)})
    AND ${SAYS_ENOUGH}
    AND (CAST(:pageFrom AS integer) IS NULL OR (c.page_to >= :pageFrom AND c.page_from <= :pageTo))
  ORDER BY array_position(CAST(:materialIds AS uuid[]), m.id), c.ord`;

const OF_LESSONS = `SELECT c.id, concat_ws(' / ', c.lesson_id, c.heading_path[1], c.heading_path[2]) AS section,
    EXISTS (SELECT FROM quiz_questions q WHERE q.owner_id = :userId AND q.lesson_id = c.lesson_id
      AND ${OF_ITS_SORT} AND CAST(q.evidence ->> 'start' AS integer) >= c.start_offset
      AND CAST(q.evidence ->> 'start' AS integer) < c.end_offset) AS "wasAsked"
  FROM lesson_chunks c JOIN lessons l ON l.id = c.lesson_id
  WHERE l.topic_id = :topicId AND (CAST(:lessonId AS uuid) IS NULL OR l.id = :lessonId)
    AND l.retired_at IS NULL AND l.chunked_hash = l.text_hash AND ${SAYS_ENOUGH}
  ORDER BY l.position, l.slug, c.ord`;

/** Stored questions by their ids. */
export const readQuestions = (db: Knex, ids: readonly string[]): Promise<StoredQuestion[]> =>
  QuizQuestion.query(db)
    .findByIds([...ids])
    .select('stem', 'form', 'key')
    .castTo<StoredQuestion[]>()
    .execute();

/** What was generated for a student of a source. */
const generatedOf = (db: Knex, { userId, makes, topicId, materialIds }: Source) => {
  const questions = QuizQuestion.query(db).alias('q').where({ ownerId: userId }).whereRaw(OF_ITS_SORT, { makes });
  return materialIds.length > 0 ? questions.whereIn('materialId', materialIds) : questions.where({ topicId });
};

/** Generated questions that a draft is held against. */
const MAX_GENERATED = 200;

/** The latest questions that were generated for a student of a source. */
export const listGenerated = (db: Knex, source: Source): Promise<StoredQuestion[]> =>
  generatedOf(db, source)
    .orderBy('id', 'desc')
    .limit(MAX_GENERATED)
    .select('stem', 'form', 'key')
    .castTo<StoredQuestion[]>()
    .execute();

/** Where a quote begins. */
export type QuotePlace = SourceRef & { start: number };

/** Where the quotes of questions stand that were generated for a student of a source. */
export async function listAskedPlaces(db: Knex, source: Source): Promise<QuotePlace[]> {
  const rows = await generatedOf(db, source).select('materialId', 'lessonId', 'evidence');
  return rows.flatMap(({ materialId, lessonId, evidence }): QuotePlace[] => {
    const { start = 0 } = evidence;
    if (materialId !== null && 'pageNo' in evidence) return [{ materialId, pageNo: evidence.pageNo, start }];
    return lessonId === null ? [] : [{ lessonId, start }];
  });
}

/** Quizzes of three questions or more that have the last ones that a student was asked. */
const QUIZZES_OF_LAST = 20;

/** The questions of a student's latest quizzes, or of their latest cards, on whatever they were, the latest first. */
export const listLastAsked = (db: Knex, { userId, makes }: Source, limit: number): Promise<StoredQuestion[]> =>
  db
    .from(
      db('quizzes')
        .where({ userId, makes, status: 'ready' })
        .orderBy('id', 'desc')
        .limit(QUIZZES_OF_LAST)
        .select('id')
        .as('z'),
    )
    .join('quizItems as i', 'i.quizId', 'z.id')
    .join('quizQuestions as q', 'q.id', 'i.questionId')
    .orderBy([{ column: 'z.id', order: 'desc' }, 'i.position'])
    .limit(limit)
    .select('q.stem', 'q.form', 'q.key');

/** Whether there is anything in a source to draft from. */
export async function hasPassages(db: Knex, source: Omit<Source, 'makes'>): Promise<boolean> {
  const { rows } = await db.raw<{ rows: [{ isThere: boolean }] }>(
    `SELECT EXISTS (${passagesOf(source)}) AS "isThere"`,
    // Whether it was asked of before is not looked at.
    { ...source, makes: 'quiz', least: MIN_CHARACTERS },
  );
  return rows[0].isThere;
}

/** A generated question as it is stored. */
export type GeneratedQuestion = Pick<
  QuizQuestion,
  | 'id'
  | 'ownerId'
  | 'topicId'
  | 'lessonId'
  | 'materialId'
  | 'kind'
  | 'difficulty'
  | 'stem'
  | 'form'
  | 'key'
  | 'explanation'
  | 'evidence'
  | 'checks'
>;

/** Where generated questions come from: no folder of content is called so. */
const ORIGIN = 'generated/';

/** Stores questions that were generated for a student. */
export async function insertGenerated(trx: Transaction, questions: readonly GeneratedQuestion[]): Promise<void> {
  const rows = questions.map((question) => ({ ...question, origin: ORIGIN, slug: question.id, hash: question.id }));
  if (rows.length > 0) await QuizQuestion.query(trx).insert(rows);
}
