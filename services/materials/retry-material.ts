import { type Transaction, UniqueViolationError } from 'objection';
import { MaterialPage } from '../../db/models/material-page.js';
import { Problem } from '../../domain/problems.js';
import { isOpen } from '../../domain/runs/flows.js';
import { raiseVersion } from '../game/raise-version.js';
import { type AfterCommit, inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { requeueRow } from '../runs/requeue-run.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { lockMaterial } from './lock-material.js';
import { assertPagesLeft, type MaterialQuota } from './quota.js';

/**
 * Begins a new run over what an earlier one did not finish: pages that were read stay, the others are read again.
 * A material whose work goes on is left to it, so that asking twice is harmless.
 * @throws Problem not-found; nothing-to-retry for one that is ready; material-exists when the same bytes were uploaded
 * again meanwhile; daily-pages-reached; those of lockCallerForShare.
 */
export async function retryMaterial(
  deps: RetryMaterialDeps,
  { caller, materialId }: { caller: Caller; materialId: string },
): Promise<void> {
  const { userId } = caller;
  await inTransaction(deps, async (trx, after) => {
    await lockCallerForShare(caller, trx);
    await retryMaterialOf(deps, { userId, id: materialId }, after, trx);
  });
}

export type RetryMaterialDeps = TransactionDeps & { quota: MaterialQuota };

/** The same for a student who is held already. @throws Problem as retryMaterial, whose transaction is then over. */
export async function retryMaterialOf(
  deps: RetryMaterialDeps,
  { userId, id: materialId }: { userId: string; id: string },
  after: AfterCommit,
  trx: Transaction,
): Promise<void> {
  const material = await lockMaterial({ userId, materialId }, trx);
  if (isOpen('ingestMaterial', material)) return;
  if (material.status === 'ready') throw new Problem('nothing-to-retry', 'Every page of it was read.');
  await assertPagesLeft(deps.quota, userId, trx);
  await MaterialPage.query(trx).where({ materialId, status: 'failed' }).delete();
  await requeueRow('ingestMaterial', material, deps.clock(), after, trx).catch((error: unknown) => {
    if (!(error instanceof UniqueViolationError)) throw error;
    throw new Problem('material-exists', 'The same file was uploaded again; that copy is the one to use.');
  });
  await raiseVersion(userId, trx);
}
