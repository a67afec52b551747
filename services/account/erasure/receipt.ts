import type { Transaction } from 'objection';
import { Erasure } from '../../../db/models/erasure.js';
import { Failure } from '../../../domain/runs/failures.js';
import type { Run } from '../../../domain/runs/workflow-ids.js';

/**
 * The fence before every step that removes something: holds the erasure until the transaction ends.
 * @returns whose account is being removed
 * @throws Failure Superseded when the run is not the erasure's, or the time of grace is not over.
 */
export async function lockRemoval({ id, runNo }: Run, trx: Transaction): Promise<string> {
  const erasure = await Erasure.query(trx)
    .findOne({ id, runNo, status: 'processing', phase: 'removing' })
    .select('userId')
    .forUpdate();
  if (!erasure?.userId) throw new Failure('Superseded');
  return erasure.userId;
}

/** Adds counts of what was removed to the receipt, under `lockRemoval`. */
export async function addToReceipt({ id }: Run, removed: Record<string, number>, trx: Transaction): Promise<void> {
  const { receipt } = await Erasure.query(trx).findById(id).select('receipt').throwIfNotFound();
  const sum = { ...receipt };
  for (const [what, count] of Object.entries(removed)) {
    if (count > 0) sum[what] = (sum[what] ?? 0) + count;
  }
  await Erasure.query(trx).findById(id).patch({ receipt: sum });
}
