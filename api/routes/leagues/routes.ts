import type { Knex } from 'knex';
import { listLeagueWeeks } from '../../../db/queries/league-views.js';
import { weekOf } from '../../../domain/social/weeks.js';
import { readLeague } from '../../../services/leagues/read-league.js';
import type { Clock } from '../../../services/shared/clock.js';
import { listPage, withExtraRow } from '../../contract/list-page.js';
import type { ContractRouter } from '../../contract/router.js';
import { presentLeague, presentWeek } from './presenter.js';
import { getLeagueOperation, listLeagueWeeksOperation } from './schema.js';

/** Leagues: a week's competition among a few. */
export function leagueRoutes({ route }: Pick<ContractRouter, 'route'>, deps: { db: Knex; clock: Clock }): void {
  route(getLeagueOperation, async (ctx) => {
    const { userId } = ctx.state.principal;
    ctx.body = presentLeague(await readLeague(deps, { userId }), userId);
  });

  route(listLeagueWeeksOperation, async (ctx) => {
    const { query, principal } = ctx.state;
    const before = weekOf(deps.clock());
    const weeks = await listLeagueWeeks(deps.db, principal.userId, { ...withExtraRow(query), before });
    ctx.body = listPage(weeks, query.limit, presentWeek, ({ week }) => week);
  });
}
