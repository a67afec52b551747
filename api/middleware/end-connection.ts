import type { Middleware } from 'koa';

/** Ends connections behind their answers while the process stops: a request that came on one later would be cut. */
export const endConnection =
  (isStopping: () => boolean): Middleware =>
  async (ctx, next) => {
    await next();
    if (isStopping()) ctx.set('Connection', 'close');
  };
