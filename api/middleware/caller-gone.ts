import type { ParameterizedContext } from 'koa';

/** Aborted when nobody waits for the response any more: the caller went away, or got one. */
export function callerGone(ctx: ParameterizedContext): AbortSignal {
  const controller = new AbortController();
  ctx.res.once('close', () => controller.abort(new Error('nobody waits for the response')));
  return controller.signal;
}
