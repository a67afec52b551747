import type { Knex } from 'knex';
import { Problem } from '../../domain/problems.js';
import { afterCommit, type CommitDeps } from '../runs/after-commit.js';
import { lockMaterial } from './lock-material.js';

/**
 * Stops the work on a material; the pages that were read stay. The row says so before Temporal is asked,
 * so that it also wins over a run that has not begun. Repeating it is harmless.
 * @throws Problem not-found; not-running for a material whose work had ended.
 */
export async function cancelMaterial(
  deps: CommitDeps & { db: Knex },
  { userId, materialId }: { userId: string; materialId: string },
): Promise<void> {
  const cancelled = await deps.db.transaction(async (trx) => {
    const material = await lockMaterial(userId, materialId, trx);
    if (material.status === 'cancelled') return null;
    if (material.status !== 'queued' && material.status !== 'processing') {
      throw new Problem('not-running', 'Its work had ended already.');
    }
    const now = new Date();
    await material
      .$query(trx)
      .patch({ status: 'cancelled', cancelRequestedAt: now, finishedAt: now, nextCheckAt: null, phase: null });
    return material;
  });
  if (cancelled?.workflowId) await afterCommit(deps, { start: [], cancel: [cancelled.workflowId] });
}
