import type { Transaction } from 'objection';
import type { Flow, Run } from '../../domain/runs/flows.js';
import { finishOnce } from './finish-once.js';
import type { FlowRows } from './flow-rows.js';
import { type AfterCommit, inTransaction, type TransactionDeps } from './in-transaction.js';
import { lockRun } from './lock-run.js';

/** The flows whose rows have a deadline, and end by `ended`. */
type TimerFlow = { [F in Flow]: 'ended' extends FlowRows[F]['status'] ? F : never }[Flow];

/**
 * The step of a timer: looks at its row, which is locked. It may be repeated, and come at any time; where a look has
 * ended the row it has ended it, though it is tried again.
 * @param look gives the row's next deadline, or null where it has finished the row
 * @returns the same
 * @throws Failure Superseded; what `look` throws.
 */
export async function wakeRow<F extends TimerFlow>(
  deps: TransactionDeps,
  flow: F,
  run: Run,
  look: (row: FlowRows[F], after: AfterCommit, trx: Transaction) => Promise<Date | null>,
): Promise<Date | null> {
  const states = ['ended'] as FlowRows[F]['status'][];
  const next = await finishOnce<F, FlowRows[F]['status'], Date>(deps, { ...run, flow, states }, () =>
    inTransaction(deps, async (trx, after) => {
      const row = await lockRun(flow, run, trx);
      return (await look(row, after, trx)) ?? ('ended' as FlowRows[F]['status']);
    }),
  );
  return next instanceof Date ? next : null;
}
