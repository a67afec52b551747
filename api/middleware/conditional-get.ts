import { createHash } from 'node:crypto';
import type { Middleware } from 'koa';

/** Gives reads an ETag over their JSON and answers 304 to a caller that has it. */
export const conditionalGet = (): Middleware => async (ctx, next) => {
  await next();
  const readable = ctx.method === 'GET' || ctx.method === 'HEAD';
  if (!readable || ctx.status !== 200 || ctx.body === null || typeof ctx.body !== 'object') return;
  const json = JSON.stringify(ctx.body);
  ctx.body = json;
  ctx.type = 'application/json';
  ctx.set('Cache-Control', 'private, no-cache');
  ctx.etag = createHash('sha256').update(json).digest('base64url').slice(0, 27);
  if (ctx.fresh) ctx.status = 304;
};
