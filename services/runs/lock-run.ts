import type { Transaction } from 'objection';
import { heldBy } from '../../db/queries/runs.js';
import { Failure } from '../../domain/runs/failures.js';
import type { Flow, Run } from '../../domain/runs/flows.js';
import { type FlowRows, modelOf } from './flow-rows.js';
import type { TransactionDeps } from './in-transaction.js';

/**
 * The fence before every write of a run: locks its row (FOR NO KEY UPDATE) until the transaction ends.
 * @throws Failure Superseded when the row is gone, cancelled, finished, or another run's.
 */
export async function lockRun<F extends Flow>(flow: F, run: Run, trx: Transaction): Promise<FlowRows[F]> {
  const row = await modelOf(flow).query(trx).modify(heldBy(flow, run)).forNoKeyUpdate().first();
  if (!row) throw new Failure('Superseded');
  return row as FlowRows[F];
}

/**
 * One write of a run in a transaction of its own, with its row locked.
 * @throws Failure Superseded; what `write` throws.
 */
export const writeInRun = <F extends Flow, T>(
  deps: Pick<TransactionDeps, 'db'>,
  flow: F,
  run: Run,
  write: (row: FlowRows[F], trx: Transaction) => PromiseLike<T>,
): Promise<T> => deps.db.transaction(async (trx) => write(await lockRun(flow, run, trx), trx));

/**
 * For what failed because an object is missing: it may have gone with the run's row.
 * @throws Failure Superseded when the row is not this run's any more; else the error.
 */
export const supersededOr =
  (deps: Pick<TransactionDeps, 'db'>, flow: Flow, run: Run) =>
  async (error: unknown): Promise<never> => {
    if (error instanceof Failure && error.type === 'StorageMissing') await writeInRun(deps, flow, run, async () => {});
    throw error;
  };
