import type { Middleware } from 'koa';
import { Histogram, type Registry } from 'prom-client';
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
    log.info({ ...fields, ms: Math.round(seconds * 1e4) / 10 }, 'request');
  };
}
