import { Material } from '../../db/models/material.js';
import { Problem } from '../../domain/problems.js';
import { FLOWS, isOpen } from '../../domain/runs/flows.js';
import { raiseVersion } from '../game/raise-version.js';
import { removeNotice } from '../notices/remove-notice.js';
import { cancelRunOf, inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { requeueRow } from '../runs/requeue-run.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';

/**
 * Takes a material away from its student at once, whatever is being done with it; what is left of it is removed by
 * a workflow. Its own run number stops the run that was. Repeating it while that goes on is harmless.
 * @throws Problem not-found; those of lockCallerForShare.
 */
export async function deleteMaterial(
  deps: TransactionDeps,
  { caller, materialId }: { caller: Caller; materialId: string },
): Promise<void> {
  await inTransaction(deps, async (trx, after) => {
    await lockCallerForShare(caller, trx);
    const material = await Material.query(trx)
      .findOne({ id: materialId, ownerId: caller.userId })
      .whereNot({ status: 'uploading' })
      .forNoKeyUpdate();
    if (!material) throw new Problem('not-found', 'No such material.');
    if (material.status === 'deleting') return;
    if (isOpen('ingestMaterial', material)) cancelRunOf(material, after);
    await material.$query(trx).patch(FLOWS.ingestMaterial.clearedAtEnd);
    await removeNotice(caller.userId, { kind: 'material-ready', topic: materialId }, trx);
    await requeueRow('deleteMaterial', material, deps.clock(), after, trx);
    await raiseVersion(caller.userId, trx);
  });
}
