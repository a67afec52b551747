import type { Knex } from 'knex';
import { dismissRecommendation } from '../../../services/recommendations/dismiss-recommendation.js';
import { readRecommendations } from '../../../services/recommendations/read-recommendations.js';
import type { Clock } from '../../../services/shared/clock.js';
import type { ContractRouter } from '../../contract/router.js';
import { presentRecommendation } from './presenter.js';
import { dismissRecommendationOperation, listRecommendationsOperation } from './schema.js';

/** What students are recommended to do next. */
export function recommendationRoutes({ route }: Pick<ContractRouter, 'route'>, deps: { db: Knex; clock: Clock }): void {
  route(listRecommendationsOperation, async (ctx) => {
    const { userId } = ctx.state.principal;
    const { studyDay, items } = await readRecommendations(deps, userId);
    ctx.body = { studyDay, data: items.map(presentRecommendation(userId)) };
  });

  route(dismissRecommendationOperation, async (ctx) => {
    await dismissRecommendation(deps, { caller: ctx.state.principal, id: ctx.state.params.id });
    ctx.status = 204;
  });
}
