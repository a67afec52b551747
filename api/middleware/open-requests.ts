import type { Middleware } from 'koa';
import { Problem } from '../../domain/problems.js';
import { callerNetwork } from './caller-address.js';

/**
 * Bounds how many requests of one caller's address are open at a time: behind a proxy all connections have the
 * proxy's address, so that the server cannot count them by caller.
 * @throws Problem too-many-requests.
 */
export function boundOpenRequests(most: number): Middleware {
  const open = new Map<string, number>();
  return async (ctx, next) => {
    const address = callerNetwork(ctx);
    const held = open.get(address) ?? 0;
    if (held >= most)
      throw new Problem('too-many-requests', 'Your address has too many requests open.', { retryAfterSeconds: 5 });
    open.set(address, held + 1);
    ctx.res.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
    await next();
  };
}
