import type { ParameterizedContext } from 'koa';
import type { View } from '../../services/views/views.js';

/** Answers with a view as it is kept, under the tag that it is kept with. */
export function sendView(ctx: ParameterizedContext, { etag, json }: View): void {
  ctx.body = json;
  ctx.type = 'application/json';
  ctx.etag = etag;
  ctx.set('Cache-Control', 'private, no-cache');
}
