import type { Knex } from 'knex';
import { flagAnomalies } from '../services/fairness/flag-anomalies.js';
import type { Clock } from '../services/shared/clock.js';
import type { Flagged } from '../workflows/flag-anomalies/messages.js';
import { withHeartbeat } from './with-heartbeat.js';

export type FairnessActivities = ReturnType<typeof createFairnessActivities>;

/** The step of `flagAnomalies`. */
export function createFairnessActivities(deps: { db: Knex; clock: Clock }) {
  return {
    flagAnomalies: (): Promise<Flagged> => withHeartbeat((report, signal) => flagAnomalies(deps, { report }, signal)),
  };
}
