import { UniqueViolationError } from 'objection';
import { MaterialPage } from '../../db/models/material-page.js';
import { Problem } from '../../domain/problems.js';
import { type CommitDeps, startAfterCommit } from '../runs/after-commit.js';
import { firstCheckAt } from '../runs/runs.js';
import { startOfIngestion } from '../runs/workflow-starts.js';
import { lockActiveUserForShare } from '../shared/active-user.js';
import type { WorkflowStart } from '../shared/ports.js';
import { lockMaterial } from './lock-material.js';
import type { QueueDeps } from './queue-upload.js';
import { assertPagesLeft } from './quota.js';

/**
 * Begins a new run over what an earlier one did not finish: pages that were read stay, the others are read again.
 * A material whose work goes on is left to it, so that asking twice is harmless.
 * @throws Problem not-found, account-closed; nothing-to-retry for one that is ready; material-exists when the same
 * bytes were uploaded again meanwhile; daily-pages-reached.
 */
export async function retryMaterial(
  deps: CommitDeps & QueueDeps,
  input: { userId: string; materialId: string },
): Promise<void> {
  const start = await beginRun(deps, input).catch((error: unknown) => {
    if (!(error instanceof UniqueViolationError)) throw error;
    throw new Problem('material-exists', 'The same file was uploaded again; that copy is the one to use.');
  });
  if (start) await startAfterCommit(deps, start);
}

async function beginRun(
  deps: QueueDeps,
  { userId, materialId }: { userId: string; materialId: string },
): Promise<WorkflowStart | null> {
  return deps.db.transaction(async (trx) => {
    await lockActiveUserForShare(userId, trx);
    const material = await lockMaterial(userId, materialId, trx);
    if (material.status === 'queued' || material.status === 'processing') return null;
    if (material.status === 'ready') throw new Problem('nothing-to-retry', 'Every page of it was read.');
    await assertPagesLeft(deps.quota, userId, trx);
    const start = startOfIngestion({ id: materialId, runNo: material.runNo + 1, userId });
    await MaterialPage.query(trx).where({ materialId, status: 'failed' }).delete();
    await material.$query(trx).patch({
      status: 'queued',
      failure: null,
      phase: null,
      runNo: material.runNo + 1,
      workflowId: start.workflowId,
      nextCheckAt: firstCheckAt(),
      cancelRequestedAt: null,
      finishedAt: null,
    });
    return start;
  });
}
