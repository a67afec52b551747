import type { Context, Middleware } from 'koa';
import { Histogram, type Registry } from 'prom-client';
import { currentRequest } from '../../lib/request-scope.js';
import type { Log } from '../../services/shared/ports.js';

/** One log line and one measurement a request, by the route's pattern: addresses may hold what is private. */
export function requestLog(log: Log, registry: Registry): Middleware {
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  return async (ctx, next) => {
    const start = process.hrtime.bigint();
    await next();
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const route = String(ctx._matchedRoute ?? 'none');
    durations.observe({ method: ctx.method, route, status: ctx.status }, seconds);
    const fields = { requestId: ctx.state.requestId, method: ctx.method, route, status: ctx.status };
    log.info({ ...fields, ...concerned(ctx), ms: Math.round(seconds * 1e4) / 10 }, 'request');
  };
}

/**
 * Who asked, for which row, and the run that works on it. Of a row that the address does not name, it is that of the
 * first run; runs beside it are those of mails and the like.
 */
function concerned({ state }: Context): object {
  const { principal, params } = state as { principal?: { userId: string }; params?: { id?: unknown } };
  const [first, ...others] = currentRequest()?.runs ?? [];
  return {
    userId: principal?.userId,
    resourceId: params?.id ?? first?.resourceId,
    workflowId: first?.workflowId,
    otherWorkflowIds: others.length > 0 ? others.map(({ workflowId }) => workflowId) : undefined,
  };
}
