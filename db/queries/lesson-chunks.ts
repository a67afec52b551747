import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import type { Lesson } from '../models/lesson.js';
import { type PendingChunk, vectorLiteral } from './chunk-vectors.js';

/** A lesson whose chunks are of another text than it has. */
export type UncutLesson = Pick<Lesson, 'id' | 'text' | 'textHash'>;

/** A piece of a lesson's text with the words by which it is found. */
export interface LessonChunk {
  start: number;
  end: number;
  text: string;
  headingPath: string[];
  words: string[];
  headingWords: string[];
}

const UNCUT = 'chunked_hash IS DISTINCT FROM text_hash';

/** Some of the lessons that are to be cut into chunks, retired ones too: who had begun one may ask about it. */
export const uncutLessons = (db: Knex, limit: number): Promise<UncutLesson[]> =>
  db('lessons').whereRaw(UNCUT).orderBy('id').limit(limit).select('id', 'text', 'textHash');

/**
 * Stores the chunks of a lesson in the place of those of its text of before. They can be found by their words at once.
 * A lesson whose text is another by now is left as it is.
 */
export async function storeLessonChunks(
  trx: Transaction,
  { id: lessonId, textHash }: UncutLesson,
  chunks: readonly LessonChunk[],
): Promise<void> {
  const marked = await trx('lessons').where({ id: lessonId, textHash }).update({ chunkedHash: textHash });
  if (marked === 0) return;
  await trx('lesson_chunks').where({ lessonId }).delete();
  const rows = chunks.map(({ words, headingWords, start, end, ...chunk }, ord) => ({
    chunk: { ...chunk, id: uuidv7(), lessonId, ord, startOffset: start, endOffset: end },
    words: words.join(' '),
    headings: headingWords.join(' '),
  }));
  if (rows.length === 0) return;
  await trx('lesson_chunks').insert(rows.map(({ chunk }) => chunk));
  await trx.raw(
    `INSERT INTO lesson_vectors (chunk_id, model, lesson_id, searchable, search, headings)
     SELECT given.id, 'none', :lessonId, true, array_to_tsvector(string_to_array(given.words, ' ')),
            array_to_tsvector(string_to_array(given.headings, ' '))
     FROM unnest(CAST(:ids AS uuid[]), CAST(:words AS text[]), CAST(:headings AS text[])) AS given (id, words, headings)`,
    {
      lessonId,
      ids: rows.map(({ chunk }) => chunk.id),
      words: rows.map(({ words }) => words),
      headings: rows.map(({ headings }) => headings),
    },
  );
}

/** The next chunks of lessons that have no vector of a model. */
export const pendingLessonChunks = (db: Knex, model: string, limit: number): Promise<PendingChunk[]> =>
  db('lesson_chunks as c')
    .whereNotExists(db('lesson_vectors as v').whereRaw('v.chunk_id = c.id').where({ model }))
    .orderBy(['lessonId', 'ord'])
    .limit(limit)
    .select('id', 'text', 'headingPath');

/**
 * Stores vectors of chunks, those that are gone meanwhile left out. They are searched at once where there is none, and
 * else wait beside those of another model.
 */
export async function storeLessonVectors(
  trx: Transaction,
  model: string,
  vectors: readonly { id: string; vector: readonly number[] }[],
): Promise<void> {
  const ids = vectors.map(({ id }) => id);
  const wordsOnly = () => trx('lesson_vectors').whereIn('chunkId', ids).where({ model: 'none' });
  await wordsOnly().update({ searchable: false });
  await trx.raw(
    `INSERT INTO lesson_vectors (chunk_id, model, lesson_id, searchable, embedding, search, headings)
     SELECT given.id, :model, known.lesson_id,
            NOT EXISTS (SELECT FROM lesson_vectors AS v WHERE v.chunk_id = given.id AND v.searchable),
            CAST(given.embedding AS halfvec), known.search, known.headings
     FROM unnest(CAST(:ids AS uuid[]), CAST(:embeddings AS text[])) AS given (id, embedding)
     CROSS JOIN LATERAL (SELECT v.lesson_id, v.search, v.headings FROM lesson_vectors AS v
       WHERE v.chunk_id = given.id LIMIT 1) AS known
     ON CONFLICT (chunk_id, model) DO NOTHING`,
    { model, ids, embeddings: vectors.map(({ vector }) => vectorLiteral(vector)) },
  );
  await wordsOnly().delete();
}

/** Has all lessons searched by the vectors of a model, at once, and drops the others. */
export async function swapLessonVectors(trx: Transaction, model: string): Promise<void> {
  await trx('lesson_vectors').whereNot({ model }).delete();
  await trx('lesson_vectors').where({ searchable: false }).update({ searchable: true });
}

/** Whether every lesson is cut as its text is now. */
export const areLessonsCut = async (db: Knex): Promise<boolean> =>
  (await db('lessons').whereRaw(UNCUT).first('id')) === undefined;

/**
 * Whether lessons are searched as they are now, and by the vectors of a model and no other.
 * @param model null where there is none, and words must do
 */
export async function areLessonsIndexed(db: Knex, model: string | null): Promise<boolean> {
  if (!(await areLessonsCut(db))) return false;
  if (model === null) return true;
  if ((await pendingLessonChunks(db, model, 1)).length > 0) return false;
  return (await db('lesson_vectors').whereNot({ model }).first('chunkId')) === undefined;
}
