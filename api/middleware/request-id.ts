import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import { inRequest } from '../../lib/request-scope.js';

const ACCEPTABLE = /^[\w.-]{1,100}$/;

/**
 * Gives each request an id: the caller's X-Request-Id where it is harmless, else a new one; returned as well. Runs that
 * the request starts are given it.
 */
export const requestId = (): Middleware => (ctx, next) => {
  const header = ctx.get('X-Request-Id');
  const id = ACCEPTABLE.test(header) ? header : randomUUID();
  ctx.state.requestId = id;
  ctx.set('X-Request-Id', id);
  return inRequest(id, next);
};
