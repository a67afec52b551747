import { Readable } from 'node:stream';
import type { ParameterizedContext } from 'koa';

/** Answers with a text, whole or in parts, as a file of this name, for its student alone. */
export function sendText(ctx: ParameterizedContext, name: string, text: string | AsyncIterable<string>): void {
  ctx.attachment(name);
  ctx.set('Cache-Control', 'private, no-cache');
  ctx.type = 'text/plain; charset=utf-8';
  if (typeof text === 'string') ctx.body = Buffer.from(text);
  // A text that breaks off must not look like one that has ended.
  else ctx.body = Readable.from(text, { objectMode: false }).once('error', () => ctx.res.destroy());
}
