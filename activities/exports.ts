import type { Run } from '../domain/runs/flows.js';
import type { RunEnd } from '../domain/runs/run-end.js';
import { endExport, type FinishExportDeps, finishExport } from '../services/account/export/finish-export.js';
import { type Written, writeExport } from '../services/account/export/write-export.js';
import { withHeartbeat } from './with-heartbeat.js';

export type ExportActivities = ReturnType<typeof createExportActivities>;

/** The steps of `exportAccount`. */
export function createExportActivities(deps: FinishExportDeps) {
  return {
    writeExport: (run: Run) => withHeartbeat((report, signal) => writeExport(deps, { ...run, report }, signal)),
    finishExport: (written: Written & { bytes: number }) => finishExport(deps, written),
    endExport: (ended: Run & { end: RunEnd }) => endExport(deps, ended),
  };
}
