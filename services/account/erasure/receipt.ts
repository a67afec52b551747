import type { Transaction } from 'objection';
import type { Erasure } from '../../../db/models/erasure.js';
import { Failure } from '../../../domain/runs/failures.js';
import type { Run } from '../../../domain/runs/flows.js';
import { lockRun } from '../../runs/lock-run.js';

/** An erasure whose time of grace is over; it still says whose account is being removed. */
export type Removal = Erasure & { userId: string };

/**
 * The fence before every step that removes something: locks the erasure until the transaction ends.
 * @throws Failure Superseded when the run is not the erasure's, or the time of grace is not over.
 */
export async function lockRemoval(run: Run, trx: Transaction): Promise<Removal> {
  const erasure = await lockRun('eraseAccount', run, trx);
  if (erasure.phase !== 'removing' || !erasure.userId) throw new Failure('Superseded');
  return erasure as Removal;
}

/** Adds counts of what was removed to the receipt of an erasure that is locked. */
export async function addToReceipt(erasure: Removal, removed: Record<string, number>, trx: Transaction): Promise<void> {
  const receipt = { ...erasure.receipt };
  for (const [what, count] of Object.entries(removed)) {
    if (count > 0) receipt[what] = (receipt[what] ?? 0) + count;
  }
  await erasure.$query(trx).patch({ receipt });
}
