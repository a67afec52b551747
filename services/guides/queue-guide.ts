import type { Transaction } from 'objection';
import { Guide } from '../../db/models/guide.js';
import { isOpen } from '../../domain/runs/flows.js';
import { type AfterCommit, cancelRunOf } from '../runs/in-transaction.js';
import { requeueRow } from '../runs/requeue-run.js';
import { firstRun, startOf } from '../runs/run-start.js';

/** Locks the guide of a material. Whoever locks the material too does it afterwards: so does the run that stores one. */
export const lockGuide = (materialId: string, trx: Transaction): Promise<Guide | undefined> =>
  Guide.query(trx).findById(materialId).forNoKeyUpdate().execute();

/**
 * Queues the guide of a material whose text has come or changed; a run that is at one already gives way. What there is
 * of an earlier guide is shown until the new one is made.
 * @param known what lockGuide gave
 */
export async function queueGuide(
  known: Guide | undefined,
  { id, ownerId: userId }: { id: string; ownerId: string },
  now: Date,
  after: AfterCommit,
  trx: Transaction,
): Promise<void> {
  if (!known) {
    const guide = await Guide.query(trx).insertAndFetch({ ...firstRun('buildGuide', id, now), userId });
    after.start.push(startOf('buildGuide', guide));
    return;
  }
  if (isOpen('buildGuide', known)) cancelRunOf(known, after);
  await known.$query(trx).patch({ draft: null });
  await requeueRow('buildGuide', known, now, after, trx);
}
