import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { Subject } from '../models/subject.js';
import type { Topic } from '../models/topic.js';

/** A subject with its topics, as the catalog shows it. */
export interface SubjectWithTopics extends Pick<Subject, 'slug' | 'name' | 'description'> {
  topics: Pick<Topic, 'slug' | 'name' | 'summary'>[];
}

/** The catalog: every subject with its topics, in the order in which they are shown. */
export async function listSubjects(db: Knex): Promise<SubjectWithTopics[]> {
  return db('subjects as s')
    .orderBy(['s.position', 's.slug'])
    .select<SubjectWithTopics[]>(
      db.raw(
        `s.slug, s.name, s.description, (SELECT COALESCE(json_agg(json_build_object('slug', t.slug, 'name', t.name, 'summary', t.summary)
            ORDER BY t.position, t.slug), '[]') FROM topics AS t WHERE t.subject_id = s.id) AS topics`,
      ),
    );
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

/** SQL of the name of a topic, `subject/topic`; null where the column is. @param column that holds its id */
export const topicNameOf = (column: string): string =>
  `(SELECT its_subject.slug || '/' || its_topic.slug
    FROM topics AS its_topic JOIN subjects AS its_subject ON its_subject.id = its_topic.subject_id
    WHERE its_topic.id = ${column})`;

/** A subject as the catalog says it; the id is for one that is new. */
export type SubjectRow = Pick<Subject, 'id' | 'slug' | 'name' | 'description' | 'position'>;

/** Brings subjects to what the catalog says, by slug; rows that are right are not touched. @returns how many were not */
export async function storeSubjects(trx: Transaction, rows: readonly SubjectRow[]): Promise<number> {
  // In the order of slugs, in every process: so none waits for a row of another that waits for its own.
  const result = await trx.raw<{ rowCount: number }>(
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
  return result.rowCount;
}

/** A topic as the catalog says it, with the slug of its subject. */
export type TopicRow = Pick<Topic, 'id' | 'slug' | 'name' | 'summary' | 'position'> & { subject: string };

/** Brings topics to what the catalog says, by the slugs of their subject and their own; as storeSubjects. @returns how many were not right */
export async function storeTopics(trx: Transaction, rows: readonly TopicRow[]): Promise<number> {
  const result = await trx.raw<{ rowCount: number }>(
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
  return result.rowCount;
}

/** Makes what is learned before each of these topics what the catalog says; topics that are not there are left out. */
export async function storePrerequisites(
  trx: Transaction,
  rows: readonly { topic: string; before: readonly string[] }[],
): Promise<void> {
  const named = `named AS (
    SELECT t.id AS topic_id, given.before
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS given (topic text, before jsonb)
    JOIN subjects s ON s.slug = split_part(given.topic, '/', 1)
    JOIN topics t ON t.subject_id = s.id AND t.slug = split_part(given.topic, '/', 2)
  ), wanted AS (
    SELECT named.topic_id, t.id AS prerequisite_id
    FROM named CROSS JOIN jsonb_array_elements_text(named.before) AS wish (name)
    JOIN subjects s ON s.slug = split_part(wish.name, '/', 1)
    JOIN topics t ON t.subject_id = s.id AND t.slug = split_part(wish.name, '/', 2)
  )`;
  const bindings = { rows: JSON.stringify(rows) };
  await trx.raw(
    `WITH ${named} DELETE FROM topic_prerequisites held USING named WHERE held.topic_id = named.topic_id
       AND NOT EXISTS (SELECT FROM wanted
         WHERE wanted.topic_id = held.topic_id AND wanted.prerequisite_id = held.prerequisite_id)`,
    bindings,
  );
  await trx.raw(
    `WITH ${named} INSERT INTO topic_prerequisites (topic_id, prerequisite_id)
     SELECT topic_id, prerequisite_id FROM wanted ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
    bindings,
  );
}
