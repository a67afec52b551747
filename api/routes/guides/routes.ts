import type { Knex } from 'knex';
import { findGuide } from '../../../db/queries/guides.js';
import { Problem } from '../../../domain/problems.js';
import type { RowWaiter } from '../../../services/runs/wait-for-row.js';
import type { ContractRouter } from '../../contract/router.js';
import { waitForEnd } from '../../middleware/prefer-wait.js';
import { presentGuide } from './presenter.js';
import { getGuideOperation } from './schema.js';

/** What materials are about. */
export function guideRoutes({ route }: Pick<ContractRouter, 'route'>, deps: { db: Knex; rowWaiter: RowWaiter }): void {
  route(getGuideOperation, async (ctx) => {
    const find = () => findGuide(deps.db, ctx.state.principal.userId, ctx.state.params.id);
    const guide = await waitForEnd(ctx, deps.rowWaiter, find);
    if (!guide) throw new Problem('not-found', 'No such material, or it has no guide yet.');
    ctx.body = presentGuide(guide);
  });
}
