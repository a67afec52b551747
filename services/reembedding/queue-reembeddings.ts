import type { Knex } from 'knex';
import { UniqueViolationError } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import { Material } from '../../db/models/material.js';
import { Reembedding } from '../../db/models/reembedding.js';
import { materialsOfOtherModels } from '../../db/queries/chunk-vectors.js';
import { isOpen } from '../../domain/runs/flows.js';
import { requeueByReconciler } from '../runs/requeue-run.js';
import { firstRunByReconciler } from '../runs/run-start.js';
import type { Clock } from '../shared/clock.js';

interface QueueReembeddingsDeps {
  db: Knex;
  clock: Clock;
}

/**
 * Queues every material for a move that is searched by vectors of another model than this; those whose move goes on
 * are left to it. The reconciler starts the runs, 200 at a time.
 * @param input.ownerId one student's only
 * @param input.unless models whose vectors may stay
 * @returns how many were queued
 */
export async function queueReembeddings(
  deps: QueueReembeddingsDeps,
  { model, ownerId, unless = [] }: { model: string; ownerId?: string; unless?: readonly string[] },
): Promise<number> {
  let queued = 0;
  for (const materialId of await materialsOfOtherModels(deps.db, [model, ...unless], ownerId)) {
    if (await queueOne(deps, { model, materialId })) queued += 1;
  }
  return queued;
}

async function queueOne(
  { db, clock }: QueueReembeddingsDeps,
  { model, materialId }: { model: string; materialId: string },
): Promise<boolean> {
  const queue = db.transaction(async (trx) => {
    const known = await Reembedding.query(trx).findOne({ materialId }).forNoKeyUpdate();
    if (known && isOpen('reembedMaterial', known)) return false;
    // It may be deleted by now, and nothing new is made of it then.
    const material = await Material.query(trx).findById(materialId).modify('ingested').forShare();
    if (!material) return false;
    const now = clock();
    if (known) {
      await known.$query(trx).patch({ model });
      await requeueByReconciler('reembedMaterial', known, now, trx);
    } else {
      const run = firstRunByReconciler('reembedMaterial', uuidv7(), now);
      await Reembedding.query(trx).insert({ ...run, materialId, userId: material.ownerId, model });
    }
    return true;
  });
  return queue.catch(falseIfTwin);
}

/** Of two that queue the same material at once, one does. */
function falseIfTwin(error: unknown): false {
  if (error instanceof UniqueViolationError) return false;
  throw error;
}
