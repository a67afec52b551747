import { findStats, listEarned } from '../../../db/queries/achievements.js';
import { listStreakDays } from '../../../db/queries/streaks.js';
import { listXp } from '../../../db/queries/xp.js';
import { explainDays } from '../../../domain/game/streak/explain-days.js';
import { endPause } from '../../../services/game/end-pause.js';
import { pauseStreak } from '../../../services/game/pause-streak.js';
import { readGameStatus } from '../../../services/game/read-game-status.js';
import { readStreak } from '../../../services/game/read-streak.js';
import type { TransactionDeps } from '../../../services/runs/in-transaction.js';
import { listPage, withExtraRow } from '../../contract/list-page.js';
import type { ContractRouter } from '../../contract/router.js';
import {
  presentAchievements,
  presentDay,
  presentPause,
  presentStatus,
  presentStreak,
  presentXpLine,
} from './presenter.js';
import {
  endPauseOperation,
  getGameStatusOperation,
  getStreakOperation,
  listAchievementsOperation,
  listXpOperation,
  pauseStreakOperation,
} from './schema.js';

/** XP, levels, achievements and streaks. */
export function gamificationRoutes({ route }: Pick<ContractRouter, 'route'>, deps: TransactionDeps): void {
  route(getGameStatusOperation, async (ctx) => {
    ctx.body = presentStatus(await readGameStatus(ctx.state.principal.userId, deps.clock(), deps.db));
  });

  route(listXpOperation, async (ctx) => {
    const rows = await listXp(deps.db, ctx.state.principal.userId, withExtraRow(ctx.state.query));
    ctx.body = listPage(rows, ctx.state.query.limit, presentXpLine, ({ id }) => id);
  });

  route(listAchievementsOperation, async (ctx) => {
    const { userId } = ctx.state.principal;
    ctx.body = presentAchievements(await findStats(deps.db, userId), await listEarned(deps.db, userId));
  });

  route(getStreakOperation, async (ctx) => {
    const { userId } = ctx.state.principal;
    const { streak, rules } = await readStreak(userId, deps.clock(), deps.db);
    const stored = await listStreakDays(deps.db, userId, ctx.state.query);
    const days = explainDays(ctx.state.query, stored, streak, rules);
    ctx.body = { streak: presentStreak(streak), pauses: rules.pauses.map(presentPause), days: days.map(presentDay) };
  });

  route(pauseStreakOperation, async (ctx) => {
    const { from: firstDay, to: lastDay } = ctx.state.body;
    ctx.status = 201;
    ctx.body = presentPause(await pauseStreak(deps, { caller: ctx.state.principal, firstDay, lastDay }));
  });

  route(endPauseOperation, async (ctx) => {
    await endPause(deps, { caller: ctx.state.principal, pauseId: ctx.state.params.id });
    ctx.status = 204;
  });
}
