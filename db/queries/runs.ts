import type { Knex } from 'knex';
import type { AnyQueryBuilder } from 'objection';
import { FLOWS, type Flow, type Run, workingStateOf } from '../../domain/runs/flows.js';

/** Keeps to a flow's rows that may be worked on: nothing is made for people who are suspended or leaving. */
export const workable =
  (flow: Flow) =>
  (rows: AnyQueryBuilder | Knex.QueryBuilder): void => {
    const { table, ownerColumn, ownerMustBeActive } = FLOWS[flow];
    if (!ownerMustBeActive || ownerColumn === null) return;
    (rows as Knex.QueryBuilder).whereExists((users: Knex.QueryBuilder) =>
      users
        .from('users')
        .where({ status: 'active' })
        .whereRaw('users.id = ??', [`${table}.${ownerColumn}`]),
    );
  };

/** Keeps to the row of a run while the run may write: what the fence asks. */
export const heldBy =
  (flow: Flow, { id, runNo }: Run) =>
  (rows: AnyQueryBuilder): void => {
    rows.where({ id, runNo, status: workingStateOf(flow) }).whereNull('cancelRequestedAt');
  };

/** A row that is due: its run, whose it is, and the workflow that should be behind it. */
export interface DueRow extends Run {
  userId: string | null;
  status: string;
  workflowId: string;
}

/**
 * Takes a flow's rows that the reconciler is to look at, and puts them off: a pass that dies or runs twice does no
 * harm, and of two passes at once each gets its own.
 */
export async function takeDueRows(
  db: Knex,
  flow: Flow,
  { limit, putOffSeconds }: { limit: number; putOffSeconds: number },
): Promise<DueRow[]> {
  const { table, ownerColumn, open } = FLOWS[flow];
  const due = db(table)
    .whereIn('status', open)
    .where('nextCheckAt', '<=', db.fn.now())
    .modify(workable(flow))
    .orderBy('nextCheckAt')
    .limit(limit)
    .forNoKeyUpdate()
    .skipLocked()
    .select('id');
  return db(table)
    .whereIn('id', due)
    .update({ nextCheckAt: db.raw('now() + make_interval(secs => ?)', [putOffSeconds]) })
    .returning([
      ...['id', 'runNo', 'status', 'workflowId'],
      ownerColumn === null ? db.raw('NULL AS user_id') : `${ownerColumn} as userId`,
    ]);
}

/** Has the reconciler look at a flow's open rows now that it would look at later, up to `limit`. Gives how many. */
export function checkRowsNow(db: Knex, flow: Flow, limit: number): Promise<number> {
  const { table, open } = FLOWS[flow];
  const later = db(table)
    .whereIn('status', open)
    .where('nextCheckAt', '>', db.fn.now())
    .orderBy('nextCheckAt')
    .limit(limit)
    .forNoKeyUpdate()
    .skipLocked()
    .select('id');
  return db(table).whereIn('id', later).update({ nextCheckAt: db.fn.now() });
}
