import type { Knex } from 'knex';
import { readProgress } from '../../../services/progress/read-progress.js';
import type { Clock } from '../../../services/shared/clock.js';
import type { Views } from '../../../services/views/views.js';
import type { ContractRouter } from '../../contract/router.js';
import { sendView } from '../../contract/send-view.js';
import { presentProgress } from './presenter.js';
import { getProgressOperation } from './schema.js';

/** How far students have come. */
export function progressRoutes(
  { route }: Pick<ContractRouter, 'route'>,
  deps: { db: Knex; clock: Clock; views: Views },
): void {
  route(getProgressOperation, async (ctx) => {
    const { userId } = ctx.state.principal;
    const { days } = ctx.state.query;
    const make = async () => {
      const progress = await readProgress(deps, { userId, days });
      return { body: presentProgress(progress), until: progress.until };
    };
    sendView(ctx, await deps.views.read({ view: 'progress', variant: days, userId, make }));
  });
}
