import type { Transaction } from 'objection';
import type { LessonEvidence, QuizQuestion } from '../models/quiz-question.js';
import { topicNameOf } from './subjects.js';

/** A question as its content says it; topic is named subject/topic, lesson by its slug there. */
export type QuestionRow = Pick<
  QuizQuestion,
  'id' | 'slug' | 'kind' | 'difficulty' | 'stem' | 'form' | 'key' | 'explanation' | 'hash'
> & { evidence: LessonEvidence; topic: string; lesson: string };

/** Takes turns, until the transaction ends, with all others that load questions. */
export async function lockWrittenQuestions(trx: Transaction): Promise<void> {
  await trx.raw(`SELECT pg_advisory_xact_lock(hashtextextended('written questions', 0))`);
}

/** The last version of a question of an origin. */
export type QuestionVersion = Pick<QuizQuestion, 'id' | 'hash' | 'retiredFor'> & {
  /** subject/topic/slug. */
  name: string;
};

/** The last version of each question of an origin, offered or retired. */
export async function listVersions(trx: Transaction, origin: string): Promise<QuestionVersion[]> {
  const { rows } = await trx.raw<{ rows: QuestionVersion[] }>(
    `SELECT DISTINCT ON (q.topic_id, q.slug) q.id, q.hash, q.retired_for AS "retiredFor",
       ${topicNameOf('q.topic_id')} || '/' || q.slug AS name
     FROM quiz_questions q WHERE q.origin = :origin AND q.owner_id IS NULL ORDER BY q.topic_id, q.slug, q.id DESC`,
    { origin },
  );
  return rows;
}

/** Locks questions, so that no quiz takes one of them meanwhile. @returns which of them a quiz has */
export async function lockQuestions(trx: Transaction, ids: readonly string[]): Promise<string[]> {
  await trx.raw('SELECT FROM quiz_questions WHERE id = ANY (:ids) ORDER BY id FOR UPDATE', { ids: [...ids] });
  // Its own statement: one that waited for the locks would not see what was committed meanwhile.
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    'SELECT DISTINCT question_id AS id FROM quiz_items WHERE question_id = ANY (:ids)',
    { ids: [...ids] },
  );
  return rows.map(({ id }) => id);
}

/** Retires questions that are offered. */
export async function retireQuestions(
  trx: Transaction,
  ids: readonly string[],
  retiredFor: 'removed' | 'changed',
): Promise<void> {
  await trx.raw(
    `UPDATE quiz_questions SET retired_at = now(), retired_for = :retiredFor, updated_at = now() WHERE id = ANY (:ids)`,
    { ids: [...ids], retiredFor },
  );
}

/** Offers questions again. */
export async function reviveQuestions(trx: Transaction, ids: readonly string[]): Promise<void> {
  await trx.raw(
    `UPDATE quiz_questions SET retired_at = NULL, retired_for = NULL, updated_at = now() WHERE id = ANY (:ids)`,
    { ids: [...ids] },
  );
}

const GIVEN = `jsonb_to_recordset(CAST(:rows AS jsonb)) AS given (id uuid, topic text, lesson text, slug text, kind text,
  difficulty text, stem text, form jsonb, key jsonb, explanation text, evidence jsonb, hash text)
  JOIN subjects s ON s.slug = split_part(given.topic, '/', 1)
  JOIN topics t ON t.subject_id = s.id AND t.slug = split_part(given.topic, '/', 2)
  LEFT JOIN lessons l ON l.topic_id = t.id AND l.slug = given.lesson`;

/** Inserts questions of an origin. @returns how many */
export async function insertQuestions(trx: Transaction, origin: string, rows: readonly QuestionRow[]): Promise<number> {
  const result = await trx.raw<{ rowCount: number }>(
    `INSERT INTO quiz_questions
       (id, origin, topic_id, slug, lesson_id, kind, difficulty, stem, form, key, explanation, evidence, hash)
     SELECT given.id, :origin, t.id, given.slug, l.id, given.kind, given.difficulty, given.stem, given.form, given.key,
       given.explanation, given.evidence, given.hash
     FROM ${GIVEN}`,
    { origin, rows: JSON.stringify(rows) },
  );
  return result.rowCount;
}

/** Writes the texts of questions anew, which nobody was asked; the id says which. */
export async function updateQuestions(trx: Transaction, rows: readonly QuestionRow[]): Promise<void> {
  await trx.raw(
    `UPDATE quiz_questions AS held SET lesson_id = l.id, kind = given.kind, difficulty = given.difficulty,
       stem = given.stem, form = given.form, key = given.key, explanation = given.explanation,
       evidence = given.evidence, hash = given.hash, updated_at = now()
     FROM ${GIVEN} WHERE held.id = given.id`,
    { rows: JSON.stringify(rows) },
  );
}
