import type { Transaction } from 'objection';
import { Material } from '../../db/models/material.js';
import { Problem } from '../../domain/problems.js';

/**
 * Locks a student's material (FOR NO KEY UPDATE) until the transaction ends.
 * @throws Problem not-found for another's, for one that is still being uploaded, and for one that is being deleted.
 */
export async function lockMaterial(
  { userId, materialId }: { userId: string; materialId: string },
  trx: Transaction,
): Promise<Material> {
  const material = await Material.query(trx)
    .findOne({ id: materialId, ownerId: userId })
    .modify('visible')
    .forNoKeyUpdate();
  if (!material) throw new Problem('not-found', 'No such material.');
  return material;
}
