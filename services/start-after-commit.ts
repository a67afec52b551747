import type { Log, WorkflowStart, WorkflowStarter } from './ports.js';

/**
 * Starts the workflow of a row that is committed. A failure is not the caller's:
 * the row is there and due, so the reconciler starts it.
 */
export async function startAfterCommit(
  { starter, log }: { starter: WorkflowStarter; log: Log },
  start: WorkflowStart,
): Promise<void> {
  try {
    await starter.start(start);
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown';
    log.warn({ workflowId: start.workflowId, reason }, 'workflow not started now; the reconciler will');
  }
}
