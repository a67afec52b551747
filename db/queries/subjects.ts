import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { Subject } from '../models/subject.js';
import type { Topic } from '../models/topic.js';

/** The catalog: every subject with its topics, in the order in which they are shown. */
export async function listSubjects(db: Knex): Promise<Subject[]> {
  return Subject.query(db).withGraphFetched('topics').orderBy(['position', 'slug']);
}

/** The id of a topic by its name, `subject/topic`; undefined where there is none. */
export async function findTopicId(db: Knex, name: string): Promise<string | undefined> {
  const [subject = '', topic = ''] = name.split('/');
  const found = await db('topics as t')
    .join('subjects as s', 's.id', 't.subjectId')
    .where({ 's.slug': subject, 't.slug': topic })
    .first('t.id');
  return found?.id;
}

/** A subject as the catalog says it; the id is for one that is new. */
export type SubjectRow = Pick<Subject, 'id' | 'slug' | 'name' | 'description' | 'position'>;

/** Brings subjects to what the catalog says, by slug; rows that are right are not touched. */
export async function storeSubjects(trx: Transaction, rows: readonly SubjectRow[]): Promise<void> {
  // In the order of slugs, in every process: so none waits for a row of another that waits for its own.
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

/** A topic as the catalog says it, with the slug of its subject. */
export type TopicRow = Pick<Topic, 'id' | 'slug' | 'name' | 'summary' | 'position'> & { subject: string };

/** Brings topics to what the catalog says, by the slugs of their subject and their own; as storeSubjects. */
export async function storeTopics(trx: Transaction, rows: readonly TopicRow[]): Promise<void> {
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
