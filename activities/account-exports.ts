import type { Run } from '../domain/workflow-ids.js';
import {
  type ExportEnd,
  endExport,
  finishExport,
  type SettleExportDeps,
} from '../services/account/export/settle-export.js';
import { type Written, writeExport } from '../services/account/export/write-export.js';
import { claimRun } from '../services/runs.js';
import { withHeartbeat } from './with-heartbeat.js';

export type AccountExportActivities = ReturnType<typeof createAccountExportActivities>;

/** The steps of `exportAccount`. */
export function createAccountExportActivities(deps: SettleExportDeps) {
  return {
    claimExport: (run: Run) => claimRun('account_exports', run, deps.db),
    writeExport: (run: Run) => withHeartbeat((report, signal) => writeExport(deps, run, report, signal)),
    finishExport: (written: Written & { bytes: number }) => finishExport(deps, written),
    endExport: ({ end, ...run }: Run & { end: ExportEnd }) => endExport(deps, run, end),
  };
}
