import { createHash } from 'node:crypto';
import { Stream } from 'node:stream';
import type { Middleware } from 'koa';

/** Gives reads an ETag over their JSON and answers 304 to a caller that has it. */
export const conditionalGet = (): Middleware => async (ctx, next) => {
  await next();
  const readable = ctx.method === 'GET' || ctx.method === 'HEAD';
  if (!readable || ctx.status !== 200 || !isJson(ctx.body)) return;
  const json = JSON.stringify(ctx.body);
  ctx.body = json;
  ctx.type = 'application/json';
  ctx.set('Cache-Control', 'private, no-cache');
  ctx.etag = createHash('sha256').update(json).digest('base64url').slice(0, 27);
  // Not ctx.fresh: it ignores the condition where a caller adds `Cache-Control: no-cache`, as browsers' fetch does.
  if (isKnown(ctx.get('If-None-Match'), ctx.response.get('ETag'))) ctx.status = 304;
};

/** What Koa would turn into JSON: no text, no bytes, no stream. */
const isJson = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && !Buffer.isBuffer(body) && !(body instanceof Stream);

/** RFC 9110, 13.1.2, by weak comparison. */
const isKnown = (condition: string, etag: string): boolean =>
  condition.trim() === '*' || condition.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
