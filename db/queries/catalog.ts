import type { Transaction } from 'objection';

/** A subject as it is seeded. */
export interface SubjectRow {
  id: string;
  slug: string;
  name: string;
  description: string;
  position: number;
}

/** A topic as it is seeded; `subject` is a slug. */
export interface TopicRow {
  id: string;
  subject: string;
  slug: string;
  name: string;
  summary: string;
  position: number;
}

/**
 * Inserts subjects by slug and updates those that differ; the ids of rows that are there stay. In the order of slugs,
 * in every process: so none waits for a row of another that waits for its own.
 */
export async function upsertSubjects(trx: Transaction, rows: readonly SubjectRow[]): Promise<void> {
  await trx.raw(
    `INSERT INTO subjects AS held (id, slug, name, description, position)
     SELECT id, slug, name, description, position
     FROM jsonb_to_recordset(CAST(:rows AS jsonb))
       AS given (id uuid, slug text, name text, description text, position integer)
     ORDER BY slug
     ON CONFLICT (slug) DO UPDATE SET name = excluded.name, description = excluded.description,
       position = excluded.position, updated_at = now()
     WHERE (held.name, held.description, held.position)
       IS DISTINCT FROM (excluded.name, excluded.description, excluded.position)`,
    { rows: JSON.stringify(rows) },
  );
}

/** As upsertSubjects, for topics. */
export async function upsertTopics(trx: Transaction, rows: readonly TopicRow[]): Promise<void> {
  await trx.raw(
    `INSERT INTO topics AS held (id, subject_id, slug, name, summary, position)
     SELECT given.id, subjects.id, given.slug, given.name, given.summary, given.position
     FROM jsonb_to_recordset(CAST(:rows AS jsonb))
       AS given (id uuid, subject text, slug text, name text, summary text, position integer)
     JOIN subjects ON subjects.slug = given.subject
     ORDER BY subjects.slug, given.slug
     ON CONFLICT (subject_id, slug) DO UPDATE SET name = excluded.name, summary = excluded.summary,
       position = excluded.position, updated_at = now()
     WHERE (held.name, held.summary, held.position)
       IS DISTINCT FROM (excluded.name, excluded.summary, excluded.position)`,
    { rows: JSON.stringify(rows) },
  );
}
