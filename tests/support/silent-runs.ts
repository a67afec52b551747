import type { InjectedSinks } from '@temporalio/worker';
import type { RunReports } from '../../workflows/interceptors.js';

/** Of what runs tell a worker nothing is heard, where their steps alone are looked at. */
export const silentRuns: InjectedSinks<RunReports> = {
  runs: { began: { fn() {} }, ended: { fn() {} }, stepGivenUp: { fn() {} }, broke: { fn() {} } },
};
