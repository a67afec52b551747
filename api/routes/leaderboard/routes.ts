import type { Knex } from 'knex';
import { readBoard } from '../../../services/boards/read-board.js';
import type { ContractRouter } from '../../contract/router.js';
import { presentBoard } from './presenter.js';
import { getLeaderboardOperation } from './schema.js';

/** Boards of XP. */
export function leaderboardRoutes({ route }: Pick<ContractRouter, 'route'>, deps: { db: Knex }): void {
  route(getLeaderboardOperation, async (ctx) => {
    const wish = { userId: ctx.state.principal.userId, ...ctx.state.query };
    ctx.body = presentBoard(await readBoard(deps, wish), wish);
  });
}
