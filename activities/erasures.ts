import type { Run } from '../domain/runs/flows.js';
import { beginErasure, claimErasure } from '../services/account/erasure/begin-erasure.js';
import { finishErasure } from '../services/account/erasure/finish-erasure.js';
import { type RemoveFilesDeps, removeFiles } from '../services/account/erasure/remove-files.js';
import { type Pass, removeRows } from '../services/account/erasure/remove-rows.js';
import { type RemoveRunsDeps, removeRuns } from '../services/account/erasure/remove-runs.js';
import type { TransactionDeps } from '../services/runs/in-transaction.js';
import { withHeartbeat } from './with-heartbeat.js';

export interface ErasureDeps extends RemoveRunsDeps, RemoveFilesDeps, TransactionDeps {
  /** Between the first time that everything is removed and the second. */
  erasureSecondPassMinutes: number;
}

export type ErasureActivities = ReturnType<typeof createErasureActivities>;

/** The steps of `eraseAccount`. */
export function createErasureActivities(deps: ErasureDeps) {
  return {
    claimErasure: async (run: Run) => ({
      ...(await claimErasure(deps, run)),
      secondPassMinutes: deps.erasureSecondPassMinutes,
    }),
    beginErasure: (run: Run) => beginErasure(deps, run),
    removeRuns: (run: Run) => withHeartbeat((report, signal) => removeRuns(deps, { ...run, report }, signal)),
    removeFiles: (run: Run) => withHeartbeat((_report, signal) => removeFiles(deps, run, signal)),
    removeRows: (run: Run & { pass: Pass }) =>
      withHeartbeat((report, signal) => removeRows(deps, { ...run, report }, signal)),
    finishErasure: (run: Run) => finishErasure(deps, run),
  };
}
