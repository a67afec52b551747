import type { PartialModelObject } from 'objection';
import type { RunEntity } from '../../db/models/run-entity.js';
import { listOpenRows, type OpenRow } from '../../db/queries/audit/runs.js';
import { FLOW_NAMES, FLOWS, type Flow, workflowIdOf } from '../../domain/runs/flows.js';
import { inBatches } from '../../lib/in-batches.js';
import { modelOf } from './flow-rows.js';
import type { ReconcileDeps } from './reconcile.js';
import { requeuedColumns } from './requeue-run.js';

/** Rows that one query lists. */
const BATCH = 200;

/**
 * Gives every open row a run that Temporal does not know yet, in a database that was restored: Temporal may know of a
 * later time, in which the row's run went on and ended, and the reconciler would take the row for one whose run failed.
 * The reconciler starts them all; what still runs of the time before is fenced off.
 * @returns how many rows are open, and how many of them got another run number
 * @throws when Temporal does not answer; repeating it goes on.
 */
export async function renumberOpenRows(deps: ReconcileDeps): Promise<{ open: number; renumbered: number }> {
  const done = { open: 0, renumbered: 0 };
  for (const flow of FLOW_NAMES) {
    const list = (last: OpenRow | undefined, limit: number) => listOpenRows(deps.db, flow, { after: last?.id, limit });
    for await (const rows of inBatches<OpenRow>(BATCH, list)) {
      for (const row of rows) {
        done.open += 1;
        if (await renumber(deps, flow, row)) done.renumbered += 1;
      }
    }
  }
  return done;
}

async function renumber({ db, starter, clock }: ReconcileDeps, flow: Flow, { id, ...row }: OpenRow): Promise<boolean> {
  let { runNo } = row;
  while ((await starter.describe(workflowIdOf(flow, { id, runNo }))) !== 'not-found') runNo += 1;
  const columns = runNo === row.runNo ? {} : requeuedColumns(flow, { id, runNo: runNo - 1 }, clock());
  // All are looked at by the first pass, also those that would have been much later.
  await modelOf(flow)
    .query(db)
    .where({ id, runNo: row.runNo })
    .whereIn('status', [...FLOWS[flow].open])
    .patch({ ...columns, nextCheckAt: clock() } as PartialModelObject<RunEntity>);
  return runNo !== row.runNo;
}
