import { cancelRow } from '../runs/cancel-run.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { lockMaterial } from './lock-material.js';

/**
 * Stops the work on a material; the pages that were read stay. Repeating it is harmless.
 * @throws Problem not-found; not-running for a material whose work had ended.
 */
export async function cancelMaterial(
  deps: TransactionDeps,
  input: { userId: string; materialId: string },
): Promise<void> {
  await inTransaction(deps, async (trx, after) => {
    const material = await lockMaterial(input, trx);
    await cancelRow('ingestMaterial', material, deps.clock(), after, trx);
  });
}
