import type { Run } from '../domain/runs/workflow-ids.js';
import { embedBeside, endReembedding, type ReembedDeps, swapModel } from '../services/reembedding/reembed.js';
import { claimRun } from '../services/runs/runs.js';
import { withHeartbeat } from './with-heartbeat.js';

export type ReembeddingActivities = ReturnType<typeof createReembeddingActivities>;

/** The steps of `reembedMaterial`. */
export function createReembeddingActivities(deps: ReembedDeps) {
  return {
    claimReembedding: (run: Run) => claimRun('reembeddings', run, deps.db),
    embedBeside: (run: Run) => withHeartbeat((report, signal) => embedBeside(deps, run, report, signal)),
    swapModel: (run: Run) => swapModel(deps, run),
    endReembedding: ({ end, ...run }: Run & { end: Parameters<typeof endReembedding>[2] }) =>
      endReembedding(deps, run, end),
  };
}
