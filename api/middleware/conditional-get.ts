import { hash } from 'node:crypto';
import { Stream } from 'node:stream';
import type { Middleware, ParameterizedContext } from 'koa';

/** Gives reads an ETag over their JSON, unless they have one, and gives 304 to a caller that has it. */
export const conditionalGet = (): Middleware => async (ctx, next) => {
  await next();
  const readable = ctx.method === 'GET' || ctx.method === 'HEAD';
  if (!readable || ctx.status !== 200) return;
  if (isJson(ctx.body)) sendTagged(ctx);
  if (hasItAlready(ctx)) ctx.status = 304;
};

/**
 * Whether the caller has what the response's ETag names.
 * Not ctx.fresh: it ignores the condition where a caller adds `Cache-Control: no-cache`, as browsers' fetch does.
 */
export function hasItAlready(ctx: ParameterizedContext): boolean {
  const etag = ctx.response.get('ETag');
  return etag !== '' && isKnown(ctx.get('If-None-Match'), etag);
}

function sendTagged(ctx: ParameterizedContext): void {
  const json = JSON.stringify(ctx.body);
  ctx.body = json;
  ctx.type = 'application/json';
  ctx.set('Cache-Control', 'private, no-cache');
  // A handler's own tag is one that a later change is compared with.
  if (!ctx.response.get('ETag')) ctx.etag = hash('sha256', json, 'base64url').slice(0, 27);
}

/** What Koa would turn into JSON: no text, no bytes, no stream. */
const isJson = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && !Buffer.isBuffer(body) && !(body instanceof Stream);

/** RFC 9110, 13.1.2, by weak comparison. */
const isKnown = (condition: string, etag: string): boolean =>
  condition.trim() === '*' || condition.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
