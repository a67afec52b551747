import type { Knex } from 'knex';
import { workable } from '../../db/queries/runs.js';
import { Failure } from '../../domain/runs/failures.js';
import { FLOWS, type Flow, type Run, workingStateOf } from '../../domain/runs/flows.js';
import { type FlowRows, modelOf } from './flow-rows.js';

/**
 * The first act of a run: takes its row, which is queued or was taken by this run before. Repeating it is harmless.
 * @throws Failure Superseded when the row is gone, cancelled, finished or another run's, or its owner is not active.
 */
export async function claimRun<F extends Flow>(
  { db }: { db: Knex },
  flow: F,
  { id, runNo }: Run,
): Promise<FlowRows[F]> {
  const [row] = await modelOf(flow)
    .query(db)
    .where({ id, runNo })
    .whereIn('status', [...FLOWS[flow].open])
    .whereNull('cancelRequestedAt')
    .modify(workable(flow))
    .patch({ status: workingStateOf(flow) })
    .returning('*');
  if (!row) throw new Failure('Superseded');
  return row as FlowRows[F];
}
