import { type SweepFilesDeps, sweepFiles } from '../services/sweep/sweep-files.js';
import { sweepRows } from '../services/sweep/sweep-rows.js';
import { withHeartbeat } from './with-heartbeat.js';

export type SweepActivities = ReturnType<typeof createSweepActivities>;

/** The steps of `sweep`. */
export function createSweepActivities(deps: SweepFilesDeps) {
  return {
    sweepRows: () => withHeartbeat((report, signal) => sweepRows(deps, { report }, signal)),
    sweepFiles: () => withHeartbeat((_report, signal) => sweepFiles(deps, signal)),
  };
}
