import type { Knex } from 'knex';
import { Subject } from '../models/subject.js';

/** The catalogue: every subject with its topics, in the order in which they are shown. */
export async function listSubjects(db: Knex): Promise<Subject[]> {
  return Subject.query(db).withGraphFetched('topics').orderBy(['position', 'slug']);
}
