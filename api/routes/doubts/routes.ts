import type { Knex } from 'knex';
import { findDoubtMessage } from '../../../db/queries/doubts.js';
import { Problem } from '../../../domain/problems.js';
import type { SettledRows } from '../../../services/settled-rows.js';
import type { ContractRouter } from '../../contract/router.js';
import { waitForEnd } from '../../middleware/prefer-wait.js';
import { presentDoubtMessage } from './presenter.js';
import { getDoubtMessageOperation } from './schema.js';

/** Questions and their answers. */
export function doubtRoutes(
  { route }: Pick<ContractRouter, 'route'>,
  deps: { db: Knex; settledRows: SettledRows },
): void {
  route(getDoubtMessageOperation, async (ctx) => {
    const find = () => findDoubtMessage(deps.db, ctx.state.principal.userId, ctx.state.params.id);
    const message = await waitForEnd(ctx, deps.settledRows, find);
    if (!message) throw new Problem('not-found', 'No such question.');
    ctx.body = presentDoubtMessage(message);
  });
}
