import type { Knex } from 'knex';
import { Subject } from '../models/subject.js';

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
