import type { ParameterizedContext } from 'koa';

/** Answers with a text as a file of this name, for its student alone. */
export function sendText(ctx: ParameterizedContext, name: string, text: string): void {
  ctx.attachment(name);
  ctx.set('Cache-Control', 'private, no-cache');
  ctx.type = 'text/plain; charset=utf-8';
  ctx.body = Buffer.from(text);
}
