import type { Knex } from 'knex';
import type { ReconcileReport } from '../../workflows/reconcile/messages.js';
import type { WorkflowStarter } from '../shared/ports.js';
import { type DueRow, RECONCILABLE, type Reconcilable } from './reconcilable.js';
import { workable } from './runs.js';

const BATCH = 200;
/** When a row that was looked at is due again; less than the 2 minutes between passes, so that each pass sees it. */
const NEXT_LOOK_SECONDS = 100;

export interface ReconcileDeps {
  db: Knex;
  starter: WorkflowStarter;
}

/**
 * Compares due open rows with Temporal and mends what differs: a queued row without a workflow is started,
 * one that lost its workflow gets a new run, one whose workflow ended is failed.
 * @throws when Temporal does not answer; what was not reached is due again.
 */
export async function reconcile(deps: ReconcileDeps): Promise<ReconcileReport> {
  const report: ReconcileReport = { started: 0, restarted: 0, failed: 0, running: 0 };
  for (const kind of RECONCILABLE) {
    for (const row of await takeDue(deps.db, kind)) report[await mend(deps, kind, row)]++;
  }
  return report;
}

/** Due rows of people who are active; each is put off first, so that a pass that dies or runs twice does no harm. */
async function takeDue(db: Knex, { table, ownerColumn, open, forActiveOnly }: Reconcilable): Promise<DueRow[]> {
  const due = db(table)
    .whereIn('status', open)
    .where('nextCheckAt', '<=', db.fn.now())
    .where(forActiveOnly ? workable(table) : {})
    .orderBy('nextCheckAt')
    .limit(BATCH)
    .forUpdate()
    .skipLocked()
    .select('id');
  return db(table)
    .whereIn('id', due)
    .update({ nextCheckAt: db.raw('now() + make_interval(secs => ?)', [NEXT_LOOK_SECONDS]) })
    .returning(['id', 'runNo', 'status', 'workflowId', `${ownerColumn} as userId`]);
}

async function mend({ db, starter }: ReconcileDeps, kind: Reconcilable, row: DueRow): Promise<keyof ReconcileReport> {
  const state = await starter.describe(row.workflowId);
  if (state === 'running') return 'running';
  if (state === 'closed' && kind.whenEnded === 'fail') {
    await failEnded(db, kind, row);
    return 'failed';
  }
  if (row.status === kind.open[0] && state === 'not-found') {
    await starter.start(kind.start(row));
    return 'started';
  }
  const next = await nextRun(db, kind, row);
  if (next) await starter.start(kind.start(next));
  return 'restarted';
}

/** Puts a row that has no workflow any more back to its first state under the next run number. */
async function nextRun(db: Knex, kind: Reconcilable, row: DueRow): Promise<DueRow | undefined> {
  const next = { ...row, runNo: row.runNo + 1 };
  const { workflowId } = kind.start(next);
  const moved = await db(kind.table)
    .where({ id: row.id, runNo: row.runNo })
    .whereIn('status', kind.open)
    .update({ runNo: next.runNo, status: kind.open[0], workflowId, updatedAt: new Date() });
  return moved === 1 ? next : undefined;
}

async function failEnded(db: Knex, { table, blanked, open }: Reconcilable, row: DueRow): Promise<void> {
  await db(table)
    .where({ id: row.id, runNo: row.runNo })
    .whereIn('status', open)
    .update({
      ...blanked,
      status: 'failed',
      failure: 'WorkflowEnded',
      finishedAt: new Date(),
      nextCheckAt: null,
      updatedAt: new Date(),
    });
}
