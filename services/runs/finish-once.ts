import type { Knex } from 'knex';
import { Failure } from '../../domain/runs/failures.js';
import type { Flow, Run } from '../../domain/runs/flows.js';
import { type FlowRows, modelOf } from './flow-rows.js';

/**
 * Runs the last step of a run. One that was done before and is tried again, since the worker or the response to the
 * commit was lost, gives what it gave then.
 * @param states in which the step may leave the row
 * @throws Failure Superseded where the row is not the run's any more; what `finish` throws.
 */
export async function finishOnce<F extends Flow, State extends FlowRows[F]['status'], Other = never>(
  deps: { db: Knex },
  { flow, id, runNo, states }: Run & { flow: F; states: readonly State[] },
  finish: () => Promise<State | Other>,
): Promise<State | Other> {
  try {
    return await finish();
  } catch (error) {
    if (!(error instanceof Failure) || error.type !== 'Superseded') throw error;
    const row = await modelOf(flow).query(deps.db).findOne({ id, runNo }).select('status');
    const state = states.find((one) => one === row?.status);
    if (!state) throw error;
    return state;
  }
}
