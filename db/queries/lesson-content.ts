import type { Transaction } from 'objection';
import type { Lesson } from '../models/lesson.js';

/** A lesson as its content says it; the id is for one that is new, the topic is named subject/topic. */
export type LessonRow = Pick<
  Lesson,
  | 'id'
  | 'slug'
  | 'title'
  | 'minutes'
  | 'position'
  | 'objectives'
  | 'keyPoints'
  | 'sources'
  | 'body'
  | 'text'
  | 'titleWords'
  | 'figures'
  | 'hash'
> & { topic: string };

/** Brings lessons of one origin to what their content says, by topic and slug; rows that are right are not touched. */
export async function storeLessons(
  trx: Transaction,
  origin: string,
  lessons: readonly LessonRow[],
): Promise<{ added: number; updated: number }> {
  const { rows } = await trx.raw<{ rows: { isNew: boolean }[] }>(
    `INSERT INTO lessons AS held
       (id, topic_id, slug, title, minutes, position, objectives, key_points, sources, body, text,
       title_words, figures, hash, origin)
     SELECT given.id, t.id, given.slug, given.title, given.minutes, given.position,
       ARRAY(SELECT jsonb_array_elements_text(given.objectives)), given."keyPoints", given.sources, given.body,
       given.text, ARRAY(SELECT jsonb_array_elements_text(given."titleWords")), given.figures, given.hash, :origin
     FROM jsonb_to_recordset(CAST(:lessons AS jsonb)) AS given (id uuid, topic text, slug text, title text,
       minutes integer, position integer, objectives jsonb, "keyPoints" jsonb, sources jsonb, body text, text text,
       "titleWords" jsonb, figures jsonb,
       hash text)
     JOIN subjects s ON s.slug = split_part(given.topic, '/', 1)
     JOIN topics t ON t.subject_id = s.id AND t.slug = split_part(given.topic, '/', 2)
     ORDER BY s.slug, t.slug, given.slug
     ON CONFLICT (topic_id, slug) DO UPDATE SET title = excluded.title, minutes = excluded.minutes,
       position = excluded.position, objectives = excluded.objectives, key_points = excluded.key_points,
       sources = excluded.sources, body = excluded.body, text = excluded.text,
       title_words = excluded.title_words, figures = excluded.figures, hash = excluded.hash,
       retired_at = NULL, updated_at = now()
     WHERE held.origin = excluded.origin AND (held.hash <> excluded.hash OR held.text <> excluded.text
       OR held.title_words <> excluded.title_words OR held.retired_at IS NOT NULL)
     RETURNING xmax = 0 AS "isNew"`,
    { origin, lessons: JSON.stringify(lessons) },
  );
  const added = rows.filter(({ isNew }) => isNew).length;
  return { added, updated: rows.length - added };
}

/** Retires the lessons of an origin that it names no more. @param names those it has: subject/topic/lesson */
export async function retireLessons(trx: Transaction, origin: string, names: readonly string[]): Promise<number> {
  const result = await trx.raw<{ rowCount: number }>(
    `UPDATE lessons SET retired_at = now(), updated_at = now()
     FROM topics t JOIN subjects s ON s.id = t.subject_id
     WHERE t.id = lessons.topic_id AND lessons.origin = :origin AND lessons.retired_at IS NULL
       AND NOT s.slug || '/' || t.slug || '/' || lessons.slug = ANY (:names)`,
    { origin, names: [...names] },
  );
  return result.rowCount;
}
