import type { ParameterizedContext } from 'koa';

/** Aborted when the caller goes away before the answer is sent. */
export function callerGone(ctx: ParameterizedContext): AbortSignal {
  const controller = new AbortController();
  ctx.res.once('close', () => {
    if (!ctx.res.writableFinished) controller.abort(new Error('the caller went away'));
  });
  return controller.signal;
}
