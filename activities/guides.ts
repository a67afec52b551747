import type { Run } from '../domain/runs/flows.js';
import { type DraftGuideDeps, draftGuide } from '../services/guides/draft-guide.js';
import { type StoreGuideDeps, storeGuide } from '../services/guides/store-guide.js';
import { type WriteGuideDeps, writeGuide } from '../services/guides/write-guide.js';
import { withHeartbeat } from './with-heartbeat.js';

export type GuideActivities = ReturnType<typeof createGuideActivities>;

/** The steps of `buildGuide`. */
export function createGuideActivities(deps: DraftGuideDeps & WriteGuideDeps & StoreGuideDeps) {
  return {
    draftGuide: (run: Run) => withHeartbeat((report, signal) => draftGuide(deps, { ...run, onBatch: report }, signal)),
    writeGuide: (run: Run) => withHeartbeat((_report, signal) => writeGuide(deps, run, signal)),
    storeGuide: (run: Run) => storeGuide(deps, run),
  };
}
