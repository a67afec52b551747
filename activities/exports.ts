import type { Run } from '../domain/runs/workflow-ids.js';
import {
  type ExportEnd,
  endExport,
  type FinishExportDeps,
  finishExport,
} from '../services/account/export/finish-export.js';
import { type Written, writeExport } from '../services/account/export/write-export.js';
import { claimRun } from '../services/runs/runs.js';
import { withHeartbeat } from './with-heartbeat.js';

export type ExportActivities = ReturnType<typeof createExportActivities>;

/** The steps of `exportAccount`. */
export function createExportActivities(deps: FinishExportDeps) {
  return {
    claimExport: (run: Run) => claimRun('exports', run, deps.db),
    writeExport: (run: Run) => withHeartbeat((report, signal) => writeExport(deps, run, report, signal)),
    finishExport: (written: Written & { bytes: number }) => finishExport(deps, written),
    endExport: ({ end, ...run }: Run & { end: ExportEnd }) => endExport(deps, run, end),
  };
}
