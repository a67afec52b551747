import type { Knex } from 'knex';
import type { Flow, Run } from '../domain/runs/flows.js';
import type { RunEnd } from '../domain/runs/run-end.js';
import { claimRun } from '../services/runs/claim-run.js';
import { endRun } from '../services/runs/finish-run.js';
import type { Clock } from '../services/shared/clock.js';

export type RunActivities = ReturnType<typeof createRunActivities>;

/** The first step of every flow, and the last of one that cannot go on. Rows hold texts, so none is returned. */
export function createRunActivities(deps: { db: Knex; clock: Clock }) {
  return {
    claimRun: async ({ flow, ...run }: Run & { flow: Flow }): Promise<void> => {
      await claimRun(deps, flow, run);
    },
    endRun: async ({ flow, end, ...run }: Run & { flow: Flow; end: RunEnd }): Promise<void> => {
      await endRun(deps, flow, run, end);
    },
  };
}
