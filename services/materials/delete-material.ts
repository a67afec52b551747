import type { Knex } from 'knex';
import { Material } from '../../db/models/material.js';
import { Problem } from '../../domain/problems.js';
import { afterCommit, type CommitDeps } from '../runs/after-commit.js';
import { firstCheckAt } from '../runs/runs.js';
import { startOfMaterialDeletion } from '../runs/workflow-starts.js';
import type { WorkflowStart } from '../shared/ports.js';

/**
 * Takes a material away from its student at once, whatever is being done with it; what is left of it is removed by
 * a workflow. Repeating it while that goes on is harmless.
 * @throws Problem not-found.
 */
export async function deleteMaterial(
  deps: CommitDeps & { db: Knex },
  input: { userId: string; materialId: string },
): Promise<void> {
  const marked = await markDeleting(deps.db, input);
  if (marked) await afterCommit(deps, { start: [marked.start], cancel: marked.endedRun ? [marked.endedRun] : [] });
}

async function markDeleting(
  db: Knex,
  { userId, materialId }: { userId: string; materialId: string },
): Promise<{ start: WorkflowStart; endedRun: string | null } | null> {
  return db.transaction(async (trx) => {
    const material = await Material.query(trx)
      .findOne({ id: materialId, ownerId: userId })
      .whereNot({ status: 'uploading' })
      .forUpdate();
    if (!material) throw new Problem('not-found', 'No such material.');
    if (material.status === 'deleting') return null;
    // A run number of its own: the fence stops the run that was, and the workflow id is new.
    const start = startOfMaterialDeletion({ id: materialId, runNo: material.runNo + 1, userId });
    await material.$query(trx).patch({
      status: 'deleting',
      failure: null,
      phase: null,
      runNo: material.runNo + 1,
      workflowId: start.workflowId,
      nextCheckAt: firstCheckAt(),
      cancelRequestedAt: new Date(),
      finishedAt: null,
    });
    const wasRunning = material.status === 'queued' || material.status === 'processing';
    return { start, endedRun: wasRunning ? material.workflowId : null };
  });
}
