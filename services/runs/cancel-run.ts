import type { PartialModelObject, Transaction } from 'objection';
import type { RunEntity } from '../../db/models/run-entity.js';
import { Problem } from '../../domain/problems.js';
import { FLOW_NAMES, FLOWS, type Flow, isOpen } from '../../domain/runs/flows.js';
import { finishedColumns } from './finish-run.js';
import { type FlowRows, modelOf } from './flow-rows.js';
import { type AfterCommit, cancelRunOf } from './in-transaction.js';

const cancelledColumns = (flow: Flow, now: Date): PartialModelObject<RunEntity> => ({
  ...finishedColumns(flow, now),
  status: 'cancelled',
  cancelRequestedAt: now,
});

/**
 * Stops the work on a row that is locked. The row says so before Temporal is asked, so that it also wins over a run
 * that has not begun. Repeating it is harmless. The removal of a material is never stopped.
 * @throws Problem not-running when the work had ended.
 */
export async function cancelRow<F extends Exclude<Flow, 'deleteMaterial'>>(
  flow: F,
  row: FlowRows[F],
  now: Date,
  after: AfterCommit,
  trx: Transaction,
): Promise<void> {
  if (row.status === 'cancelled') return;
  if (!isOpen(flow, row)) throw new Problem('not-running', 'Its work had ended already.');
  await (row as RunEntity).$query(trx).patch(cancelledColumns(flow, now));
  cancelRunOf(row, after);
}

/** Stops all work for a person whose account is to be erased, but for what the table of flows lets go on. */
export async function cancelRunsOfUser(userId: string, now: Date, after: AfterCommit, trx: Transaction): Promise<void> {
  for (const flow of FLOW_NAMES) {
    const { atErasure, ownerColumn, open } = FLOWS[flow];
    if (!atErasure.cancel || ownerColumn === null) continue;
    const rows = modelOf(flow)
      .query(trx)
      .where({ [ownerColumn]: userId })
      .whereIn('status', [...open]);
    if (atErasure.except) rows.whereNot(atErasure.except);
    const cancelled = await rows.patch(cancelledColumns(flow, now)).returning('workflowId');
    after.cancel.push(...cancelled.flatMap(({ workflowId }) => workflowId ?? []));
  }
}
