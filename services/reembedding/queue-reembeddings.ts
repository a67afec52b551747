import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { Reembedding } from '../../db/models/reembedding.js';
import { materialsOfOtherModels } from '../../db/queries/chunk-vectors.js';
import { isOpen } from '../../domain/runs/states.js';
import { reembedWorkflowId } from '../../domain/runs/workflow-ids.js';

/**
 * Queues every material for a move that is searched by vectors of another model than this; those whose move goes on
 * are left to it. The reconciler starts the runs, 200 at a time.
 * @param ownerId one student's only
 * @returns how many were queued
 */
export async function queueReembeddings(db: Knex, model: string, ownerId?: string): Promise<number> {
  let queued = 0;
  for (const material of await materialsOfOtherModels(db, model, ownerId)) {
    if (await queueOne(db, model, material)) queued += 1;
  }
  return queued;
}

async function queueOne(db: Knex, model: string, material: { id: string; ownerId: string }): Promise<boolean> {
  return db.transaction(async (trx) => {
    const known = await Reembedding.query(trx).findOne({ materialId: material.id }).forUpdate();
    if (known && isOpen(known)) return false;
    const id = known?.id ?? uuidv7();
    const runNo = (known?.runNo ?? 0) + 1;
    const queued = {
      model,
      runNo,
      status: 'queued',
      failure: null,
      workflowId: reembedWorkflowId({ id, runNo }),
      nextCheckAt: new Date(),
      finishedAt: null,
    } as const;
    if (known) await known.$query(trx).patch(queued);
    else await Reembedding.query(trx).insert({ id, materialId: material.id, userId: material.ownerId, ...queued });
    return true;
  });
}
