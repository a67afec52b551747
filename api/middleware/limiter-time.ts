import type { ParameterizedContext } from 'koa';
import { ENGINE_WAITS_MS } from '../../domain/wait-limits.js';
import { createTimeBudget, type TimeBudget } from '../../lib/time-budget.js';

/** What is left of a request's time to wait for Redis; every count of it takes from the same. */
export function limiterTime(ctx: ParameterizedContext): TimeBudget {
  ctx.state.limiterTime ??= createTimeBudget(ENGINE_WAITS_MS.redisOfRequest);
  return ctx.state.limiterTime;
}
