import type { Knex } from 'knex';
import { findTopicId } from '../../db/queries/subjects.js';
import { Problem } from '../../domain/problems.js';

/**
 * The id of a topic by its name, `subject/topic`; null for none.
 * @throws Problem not-found for one that the catalog has not.
 */
export async function topicIdOf(topic: string | null | undefined, db: Knex): Promise<string | null> {
  if (topic === null || topic === undefined) return null;
  const id = await findTopicId(db, topic);
  if (id === undefined) throw new Problem('not-found', 'There is no such topic.');
  return id;
}
