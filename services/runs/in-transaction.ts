import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { Clock } from '../shared/clock.js';
import type { Log, WorkflowStart, WorkflowStarter } from '../shared/ports.js';

/** What a service needs to change rows that runs work on. */
export interface TransactionDeps {
  db: Knex;
  starter: WorkflowStarter;
  log: Log;
  clock: Clock;
}

/** What Temporal is told once the transaction is committed; filled inside it. */
export interface AfterCommit {
  start: WorkflowStart[];
  /** Workflow ids of runs whose rows are finished already. */
  cancel: string[];
}

/** Has the run of a row that was finished by somebody else cancelled; a row without one has none. */
export function cancelRunOf({ workflowId }: { workflowId: string | null }, after: AfterCommit): void {
  if (workflowId !== null) after.cancel.push(workflowId);
}

/**
 * Runs a unit of work in one transaction, and tells Temporal of it after the commit: the one way to start or cancel
 * workflows. Temporal's failure is not the caller's: a row that was not started is due for the reconciler, and a run
 * whose row is finished ends at its next write.
 * @throws what `work` throws; then nothing is committed and nobody is told.
 */
export async function inTransaction<T>(
  { db, starter, log }: TransactionDeps,
  work: (trx: Transaction, after: AfterCommit) => Promise<T>,
): Promise<T> {
  const after: AfterCommit = { start: [], cancel: [] };
  const result = await db.transaction((trx) => work(trx, after));
  await Promise.all([
    ...after.start.map((one) => bestEffort(log, one.workflowId, 'start', () => starter.start(one))),
    ...after.cancel.map((workflowId) => bestEffort(log, workflowId, 'cancel', () => starter.cancel(workflowId))),
  ]);
  return result;
}

async function bestEffort(log: Log, workflowId: string, call: 'start' | 'cancel', tell: () => Promise<void>) {
  try {
    await tell();
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown';
    log.warn(
      { workflowId, call, reason },
      'Temporal was not told; the reconciler or the next write of the run sees to it',
    );
  }
}
