import type { Middleware } from 'koa';
import { tracedRequest } from '../../lib/trace.js';

/** One span a request, by the route's pattern. What a caller says of a trace of theirs is not believed. */
export const traces = (): Middleware => (ctx, next) =>
  tracedRequest(next, () => {
    const route = String(ctx._matchedRoute ?? 'none');
    const { requestId } = ctx.state;
    return {
      name: `${ctx.method} ${route}`,
      attributes: {
        requestId,
        'http.request.method': ctx.method,
        'http.route': route,
        'http.response.status_code': ctx.status,
      },
      failed: ctx.status >= 500,
    };
  });
