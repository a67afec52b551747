import type { Knex } from 'knex';
import { dismissRecommendation } from '../../../services/recommendations/dismiss-recommendation.js';
import { readRecommendations } from '../../../services/recommendations/read-recommendations.js';
import type { Clock } from '../../../services/shared/clock.js';
import type { Views } from '../../../services/views/views.js';
import type { ContractRouter } from '../../contract/router.js';
import { sendView } from '../../contract/send-view.js';
import { presentRecommendation } from './presenter.js';
import { dismissRecommendationOperation, listRecommendationsOperation } from './schema.js';

/** What students are recommended to do next. */
export function recommendationRoutes(
  { route }: Pick<ContractRouter, 'route'>,
  deps: { db: Knex; clock: Clock; views: Views },
): void {
  route(listRecommendationsOperation, async (ctx) => {
    const { userId } = ctx.state.principal;
    const make = async () => {
      const { studyDay, items, until } = await readRecommendations(deps, userId);
      return { body: { studyDay, data: items.map(presentRecommendation(userId)) }, until };
    };
    sendView(ctx, await deps.views.read({ view: 'recommendations', userId, make }));
  });

  route(dismissRecommendationOperation, async (ctx) => {
    await dismissRecommendation(deps, { caller: ctx.state.principal, id: ctx.state.params.id });
    ctx.status = 204;
  });
}
