import type { ParameterizedContext } from 'koa';
import { isFinished } from './prefer-wait.js';

/** Tells where a request's work is to be read: 200 where it is over, 202 while it goes on. */
export function tellLocation(ctx: ParameterizedContext, row: { finishedAt: Date | null }, location: string): void {
  ctx.status = isFinished(row) ? 200 : 202;
  ctx.set('Location', location);
}
