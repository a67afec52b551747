import type { WorkflowStarter, WorkflowState } from '../../services/shared/ports.js';

/** A starter that starts nothing, with the workflow ids that it was told to start and cancel. */
export interface ToldStarter extends WorkflowStarter {
  started: string[];
  cancelled: string[];
}

/** For tests of what Temporal is told; those of what it then does have a Temporal server. */
export function createToldStarter(states: Record<string, WorkflowState> = {}): ToldStarter {
  const started: string[] = [];
  const cancelled: string[] = [];
  return {
    started,
    cancelled,
    start: async ({ workflowId }) => void started.push(workflowId),
    describe: async (workflowId) => states[workflowId] ?? 'not-found',
    cancel: async (workflowId) => void cancelled.push(workflowId),
  };
}
