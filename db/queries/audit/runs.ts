import type { Knex } from 'knex';
import { FAILURES } from '../../../domain/runs/failures.js';
import { FLOW_NAMES, FLOWS, type Flow } from '../../../domain/runs/flows.js';
import { workable } from '../runs.js';
import { sqlList } from '../sql-list.js';
import { type Batch, type Look, lookAtRows } from './look.js';

/** An upload may take so long; then the hourly sweep removes what is left of it. */
const UPLOAD_HOURS = 3;

/** The reconciler looks at an open row that is due every two minutes. */
const OVERDUE_MINUTES = 15;

/** Uploads that neither ended nor were removed. */
export const lookForUploads = lookAtRows(
  'materials',
  `CASE WHEN r.created_at < now() - interval '${UPLOAD_HOURS} hours' THEN 'uploading since ' || r.created_at END`,
  "status = 'uploading'",
);

/** Rows of a flow that failed for a reason that has no sentence, for each table of a flow. */
export const lookForReasons: ReadonlyMap<string, Look> = new Map(
  FLOW_NAMES.map(
    (flow) =>
      [
        FLOWS[flow].table,
        lookAtRows(
          FLOWS[flow].table,
          `CASE WHEN r.failure NOT IN (${sqlList(Object.keys(FAILURES))}) THEN 'failed for ' || r.failure END`,
          'failure IS NOT NULL',
        ),
      ] as const,
  ),
);

/** An open row, and the run that should be behind it. */
export interface OpenRow {
  id: string;
  runNo: number;
  workflowId: string;
  /** Whether nobody has looked whether it has a run for far longer than somebody should. */
  isOverdue: boolean;
}

/** Open rows of a flow that may be worked on, after one; those without a timer need no run. */
export const listOpenRows = (db: Knex, flow: Flow, { after, limit }: Batch): Promise<OpenRow[]> => {
  const rows = openRows(db, flow).orderBy('id').limit(limit);
  return after === undefined ? rows : rows.where('id', '>', after);
};

/**
 * Whether a row is still open under a run number, and has been for so many seconds: meanwhile it may have ended, or
 * been queued again.
 */
export async function isStillOpen(
  db: Knex,
  flow: Flow,
  { id, runNo, seconds }: { id: string; runNo: number; seconds: number },
): Promise<boolean> {
  const [row] = await openRows(db, flow)
    .where({ id, runNo })
    .whereRaw('updated_at <= now() - make_interval(secs => ?)', [seconds]);
  return row !== undefined;
}

const openRows = (db: Knex, flow: Flow) =>
  db(FLOWS[flow].table)
    .whereIn('status', [...FLOWS[flow].open])
    .whereNotNull('workflowId')
    .modify(workable(flow))
    .select<OpenRow[]>(
      'id',
      'runNo',
      'workflowId',
      db.raw(`(next_check_at IS NULL OR next_check_at < now() - interval '${OVERDUE_MINUTES} minutes') AS "isOverdue"`),
    );
