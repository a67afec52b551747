import type { Knex } from 'knex';
import { storeLessonChunks } from '../../db/queries/lesson-chunks.js';
import { buildLesson } from './factories/index.js';

/** A lesson of a topic with a chunk for each of its paragraphs. @returns its id */
export async function buildLessonToAsk(db: Knex, topicId: string, paragraphs: readonly string[]): Promise<string> {
  const text = paragraphs.join('\n');
  const { id } = await buildLesson(db, { topicId, text });
  const { textHash } = await db('lessons').where({ id }).first('textHash');
  const chunks = paragraphs.map((paragraph) => {
    const start = text.indexOf(paragraph);
    const place = { start, end: start + paragraph.length, text: paragraph };
    return { ...place, headingPath: [], words: [], headingWords: [] };
  });
  await db.transaction((trx) => storeLessonChunks(trx, { id, text, textHash }, chunks));
  return id;
}
