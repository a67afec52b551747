import type { Knex } from 'knex';
import { findStats, listEarned } from '../../../db/queries/achievements.js';
import { findStreak, listStreakDays } from '../../../db/queries/streaks.js';
import { findLevel, grantedOn, listXp } from '../../../db/queries/xp.js';
import { explainDays } from '../../../domain/game/streak/explain-days.js';
import { NO_STREAK } from '../../../domain/game/streak/state.js';
import { viewStreak } from '../../../domain/game/streak/view-streak.js';
import { boundsOf } from '../../../domain/game/study-calendar.js';
import { endPause } from '../../../services/game/end-pause.js';
import { pauseStreak } from '../../../services/game/pause-streak.js';
import { readStreakRules } from '../../../services/game/read-streak-rules.js';
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
    const { db, clock } = deps;
    const { userId } = ctx.state.principal;
    const now = clock();
    const { streak, rules } = await readStreak(db, userId, now);
    const [level, granted, stats, earned] = await Promise.all([
      findLevel(db, userId),
      grantedOn(db, userId, streak.today),
      findStats(db, userId),
      listEarned(db, userId),
    ]);
    ctx.body = presentStatus({
      ...level,
      streak,
      bounds: boundsOf(rules.calendar, streak.today),
      change: rules.calendar.find(({ from }, at) => at > 0 && from > now),
      granted,
      stats,
      earned,
    });
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
    const { streak, rules } = await readStreak(deps.db, userId, deps.clock());
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

/** A streak as it is now, whether or not its timer has looked at it. */
async function readStreak(db: Knex, userId: string, now: Date) {
  const [row, rules] = await Promise.all([findStreak(db, userId), readStreakRules(db, userId)]);
  return { rules, streak: viewStreak(row ?? NO_STREAK, rules, now) };
}
