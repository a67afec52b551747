import type { Knex } from 'knex';
import { topicIdOf } from '../shared/topic-id.js';
import { lockMaterial } from './lock-material.js';

/**
 * Changes what a student says of a material; its pages and its work stay as they are.
 * @throws Problem not-found for the material or the topic.
 */
export async function renameMaterial(
  { db }: { db: Knex },
  input: { userId: string; materialId: string; title: string; topic: string | null },
): Promise<void> {
  await db.transaction(async (trx) => {
    const material = await lockMaterial(input, trx);
    await material.$query(trx).patch({ title: input.title, topicId: await topicIdOf(input.topic, trx) });
  });
}
