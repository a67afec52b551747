import type { Middleware } from 'koa';
import { v7 as uuidv7 } from 'uuid';

const ACCEPTABLE = /^[\w.-]{1,100}$/;

/** Gives each request an id: the caller's X-Request-Id where it is harmless, else a new one; returned as well. */
export const requestId = (): Middleware => async (ctx, next) => {
  const given = ctx.get('X-Request-Id');
  ctx.state.requestId = ACCEPTABLE.test(given) ? given : uuidv7();
  ctx.set('X-Request-Id', ctx.state.requestId);
  await next();
};
