import type { Knex } from 'knex';
import { readProgress } from '../../../services/progress/read-progress.js';
import type { Clock } from '../../../services/shared/clock.js';
import type { ContractRouter } from '../../contract/router.js';
import { presentProgress } from './presenter.js';
import { getProgressOperation } from './schema.js';

/** How far students have come. */
export function progressRoutes({ route }: Pick<ContractRouter, 'route'>, deps: { db: Knex; clock: Clock }): void {
  route(getProgressOperation, async (ctx) => {
    const { userId } = ctx.state.principal;
    ctx.body = presentProgress(await readProgress(deps, { userId, ...ctx.state.query }));
  });
}
