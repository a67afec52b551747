import type { WorkflowStarter } from '../services/shared/ports.js';

/** A starter that starts nothing: what Temporal takes has benchmarks of its own. */
export const NO_TEMPORAL: WorkflowStarter = {
  start: async () => {},
  cancel: async () => {},
  describe: async () => 'running',
};
