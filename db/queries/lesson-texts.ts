import type { Knex } from 'knex';
import type { CitableText, LessonRef } from '../../domain/text/source-ref.js';
import type { SpanWithText } from '../../domain/text/source-spans.js';

/** The text of a lesson, with what a citation of it tells. */
export type CitableLesson = CitableText<LessonRef> & { title: string; hash: string };

/** The spans of lessons that chunks cover, in the order of the ids given; those cut from a text of before are left out. */
export const lessonSpanTexts = (db: Knex, chunkIds: readonly string[]): Promise<SpanWithText<LessonRef>[]> =>
  db('lesson_chunks as c')
    .join('lessons as l', 'l.id', 'c.lessonId')
    .whereIn('c.id', chunkIds)
    .whereRaw('l.chunked_hash = l.text_hash')
    .orderByRaw('array_position(?::uuid[], c.id)', [[...chunkIds]])
    .select('l.id as lessonId', 'l.text as sourceText', 'c.startOffset as start', 'c.endOffset as end');

/**
 * The texts of lessons as they are now. None is locked, since all students share them: what is quoted keeps the hash of
 * the text that it stands in.
 */
export const citableLessons = (db: Knex, lessonIds: readonly string[]): Promise<CitableLesson[]> =>
  db('lessons')
    .whereIn('id', [...lessonIds])
    .select('id as lessonId', 'text', 'title', 'textHash as hash');
