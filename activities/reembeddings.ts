import type { Run } from '../domain/runs/flows.js';
import { embedBeside, type ReembedDeps, swapModel } from '../services/reembedding/reembed.js';
import { withHeartbeat } from './with-heartbeat.js';

export type ReembeddingActivities = ReturnType<typeof createReembeddingActivities>;

/** The steps of `reembedMaterial`. */
export function createReembeddingActivities(deps: ReembedDeps) {
  return {
    embedBeside: (run: Run) =>
      withHeartbeat((report, signal) => embedBeside(deps, { ...run, onBatch: report }, signal)),
    swapModel: (run: Run) => swapModel(deps, run),
  };
}
