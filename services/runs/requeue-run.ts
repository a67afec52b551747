import type { PartialModelObject, Transaction } from 'objection';
import type { RunEntity } from '../../db/models/run-entity.js';
import { type Flow, firstStateOf, type Run, workflowIdOf } from '../../domain/runs/flows.js';
import { type FlowRows, ownerOf } from './flow-rows.js';
import type { AfterCommit } from './in-transaction.js';
import { firstCheckAt, startOf } from './run-start.js';

/** The columns of a row that is queued for a new run; what the one before has kept in it stays, such as a draft. */
export const requeuedColumns = <F extends Flow>(flow: F, { id, runNo }: Run, nextCheckAt: Date) => ({
  status: firstStateOf(flow) as FlowRows[F]['status'],
  runNo: runNo + 1,
  workflowId: workflowIdOf(flow, { id, runNo: runNo + 1 }),
  failure: null,
  nextCheckAt,
  cancelRequestedAt: null,
  finishedAt: null,
});

/**
 * Queues a row that is locked for a new run, under the next run number: what an earlier run would still write is
 * refused, and the workflow id is new.
 */
export async function requeueRow<F extends Flow>(
  flow: F,
  row: FlowRows[F],
  now: Date,
  after: AfterCommit,
  trx: Transaction,
): Promise<void> {
  const columns = requeuedColumns(flow, row, firstCheckAt(now));
  await (row as RunEntity).$query(trx).patch(columns as PartialModelObject<RunEntity>);
  after.start.push(startOf(flow, { id: row.id, runNo: columns.runNo, userId: ownerOf(flow, row) }));
}

/** As requeueRow, for work that nobody waits for: the reconciler starts it in its next pass. */
export async function requeueByReconciler<F extends Flow>(
  flow: F,
  row: FlowRows[F],
  now: Date,
  trx: Transaction,
): Promise<void> {
  await (row as RunEntity).$query(trx).patch(requeuedColumns(flow, row, now) as PartialModelObject<RunEntity>);
}
