import type { Knex } from 'knex';
import { listDueShards } from '../services/recommendations/list-due-shards.js';
import { makeShard } from '../services/recommendations/make-shard.js';
import type { Clock } from '../services/shared/clock.js';
import type { ShardInput, ShardProgress } from '../workflows/recommendations-run/messages.js';
import { withHeartbeat } from './with-heartbeat.js';

export type RecommendationActivities = ReturnType<typeof createRecommendationActivities>;

/** The steps of `recommendationsTick` and `recommendationsRun`. */
export function createRecommendationActivities(deps: { db: Knex; clock: Clock }) {
  return {
    listRecommendationShards: (): Promise<ShardInput[]> => listDueShards(deps),
    makeRecommendations: (shard: ShardInput): Promise<ShardProgress> =>
      withHeartbeat((report, signal) => makeShard(deps, { ...shard, report }, signal)),
  };
}
