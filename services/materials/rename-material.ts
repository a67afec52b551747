import type { Knex } from 'knex';
import { raiseVersion } from '../game/raise-version.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { topicIdOf } from '../shared/topic-id.js';
import { lockMaterial } from './lock-material.js';

/**
 * Changes what a student says of a material; its pages and its work stay as they are.
 * @throws Problem not-found for the material or the topic; those of lockCallerForShare.
 */
export async function renameMaterial(
  { db }: { db: Knex },
  { caller, materialId, title, topic }: { caller: Caller; materialId: string; title: string; topic: string | null },
): Promise<void> {
  await db.transaction(async (trx) => {
    await lockCallerForShare(caller, trx);
    const material = await lockMaterial({ userId: caller.userId, materialId }, trx);
    await material.$query(trx).patch({ title, topicId: await topicIdOf(topic, trx) });
    await raiseVersion(caller.userId, trx);
  });
}
