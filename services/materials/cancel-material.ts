import type { Transaction } from 'objection';
import { raiseVersion } from '../game/raise-version.js';
import { cancelRow } from '../runs/cancel-run.js';
import { type AfterCommit, inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { lockMaterial } from './lock-material.js';

/**
 * Stops the work on a material; the pages that were read stay. Repeating it is harmless.
 * @throws Problem not-found; not-running for a material whose work had ended; those of lockCallerForShare.
 */
export async function cancelMaterial(
  deps: TransactionDeps,
  { caller, materialId }: { caller: Caller; materialId: string },
): Promise<void> {
  await inTransaction(deps, async (trx, after) => {
    await lockCallerForShare(caller, trx);
    await cancelMaterialOf(deps, { userId: caller.userId, id: materialId }, after, trx);
  });
}

/** The same for a student who is held already. @throws Problem not-found, not-running. */
export async function cancelMaterialOf(
  deps: Pick<TransactionDeps, 'clock'>,
  { userId, id: materialId }: { userId: string; id: string },
  after: AfterCommit,
  trx: Transaction,
): Promise<void> {
  const material = await lockMaterial({ userId, materialId }, trx);
  await cancelRow('ingestMaterial', material, deps.clock(), after, trx);
  await raiseVersion(userId, trx);
}
