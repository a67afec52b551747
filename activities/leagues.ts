import type { Knex } from 'knex';
import { endLeagueWeeks } from '../services/leagues/end-league-weeks.js';
import { tellPromotions } from '../services/leagues/tell-promotions.js';
import type { Log } from '../services/shared/ports.js';
import { withHeartbeat } from './with-heartbeat.js';

export type LeagueActivities = ReturnType<typeof createLeagueActivities>;

/** The steps of `endLeagueWeeks`. */
export function createLeagueActivities(deps: { db: Knex; log: Log }) {
  return {
    endLeagueWeeks: () => withHeartbeat((report, signal) => endLeagueWeeks(deps, { report }, signal)),
    tellPromotions: () => withHeartbeat((report, signal) => tellPromotions(deps, { report }, signal)),
  };
}
