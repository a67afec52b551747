import type { Log, WorkflowStart, WorkflowStarter } from '../shared/ports.js';

/** What a service needs to tell Temporal of what it committed. */
export interface CommitDeps {
  starter: WorkflowStarter;
  log: Log;
}

/** What to do once the transaction is committed; filled inside it. */
export interface AfterCommit {
  start: WorkflowStart[];
  /** Workflow ids of runs whose rows are settled already. */
  cancel: string[];
}

/**
 * Starts the workflows of rows that are committed, and asks runs to end whose rows were settled.
 * A failure is not the caller's: a row is due and the reconciler starts it, and a run without its row ends at the fence.
 */
export async function afterCommit({ starter, log }: CommitDeps, { start, cancel }: AfterCommit): Promise<void> {
  await Promise.all([
    ...start.map((one) => bestEffort(log, one.workflowId, 'start', () => starter.start(one))),
    ...cancel.map((workflowId) => bestEffort(log, workflowId, 'cancel', () => starter.cancel(workflowId))),
  ]);
}

/** Starts the workflow of one row that is committed. */
export const startAfterCommit = (deps: CommitDeps, start: WorkflowStart): Promise<void> =>
  afterCommit(deps, { start: [start], cancel: [] });

async function bestEffort(log: Log, workflowId: string, what: string, call: () => Promise<void>): Promise<void> {
  try {
    await call();
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown';
    log.warn({ workflowId, what, reason }, 'Temporal was not told now; the reconciler or the fence sees to it');
  }
}
