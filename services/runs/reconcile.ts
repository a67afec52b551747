import type { Knex } from 'knex';
import type { PartialModelObject } from 'objection';
import type { RunEntity } from '../../db/models/run-entity.js';
import { type DueRow, takeDueRows } from '../../db/queries/runs.js';
import { FLOW_NAMES, FLOWS, type Flow, firstStateOf } from '../../domain/runs/flows.js';
import { forEachConcurrent } from '../../lib/for-each-concurrent.js';
import type { ReconcileReport } from '../../workflows/reconcile/messages.js';
import type { Clock } from '../shared/clock.js';
import type { WorkflowStarter } from '../shared/ports.js';
import { endRun } from './finish-run.js';
import { modelOf } from './flow-rows.js';
import { requeuedColumns } from './requeue-run.js';
import { startOf } from './run-start.js';

/** Rows of one flow that are taken at once, and how often a pass takes some: it has five minutes. */
const BATCH = 200;
const MAX_BATCHES = 25;
/** Rows that Temporal is asked of at once. */
const AT_ONCE = 8;
/** When a row that was looked at is due again; less than the 2 minutes between passes, so that each pass sees it. */
const NEXT_LOOK_SECONDS = 100;

export interface ReconcileDeps {
  db: Knex;
  starter: WorkflowStarter;
  clock: Clock;
}

/**
 * Compares due open rows with Temporal and repairs what differs: a queued row without a workflow is started, one that
 * lost its workflow gets a new run, one whose workflow ended is failed or begins again, as its flow says.
 * @throws when Temporal does not answer; what was not reached is due again.
 */
export async function reconcile(deps: ReconcileDeps): Promise<ReconcileReport> {
  const report: ReconcileReport = { started: 0, restarted: 0, failed: 0, running: 0 };
  for (const flow of FLOW_NAMES) {
    let due: DueRow[] = [];
    let batches = 0;
    do {
      due = await takeDueRows(deps.db, flow, { limit: BATCH, putOffSeconds: NEXT_LOOK_SECONDS });
      await forEachConcurrent(AT_ONCE, due, undefined, async (row) => {
        report[await reconcileRow(deps, flow, row)]++;
      });
      batches++;
    } while (due.length === BATCH && batches < MAX_BATCHES);
  }
  return report;
}

async function reconcileRow(deps: ReconcileDeps, flow: Flow, row: DueRow): Promise<keyof ReconcileReport> {
  const state = await deps.starter.describe(row.workflowId);
  if (state === 'running') return 'running';
  if (state === 'closed' && FLOWS[flow].whenEnded === 'fail') {
    await endRun(deps, flow, row, { status: 'failed', failure: 'WorkflowEnded' });
    return 'failed';
  }
  if (state === 'not-found' && row.status === firstStateOf(flow)) {
    await deps.starter.start(startOf(flow, row));
    return 'started';
  }
  await restart(deps, flow, row);
  return 'restarted';
}

/** Puts a row that has no workflow any more back to its first state under the next run number, and starts that. */
async function restart({ db, starter, clock }: ReconcileDeps, flow: Flow, row: DueRow): Promise<void> {
  const columns = requeuedColumns(flow, row, clock());
  const moved = await modelOf(flow)
    .query(db)
    .where({ id: row.id, runNo: row.runNo })
    .whereIn('status', [...FLOWS[flow].open])
    .patch(columns as PartialModelObject<RunEntity>);
  if (moved === 1) await starter.start(startOf(flow, { ...row, runNo: columns.runNo }));
}
