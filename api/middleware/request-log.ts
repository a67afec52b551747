import type { Context, Middleware } from 'koa';
import { Counter, Histogram, type Registry } from 'prom-client';
import { currentRequest, type StatementTally } from '../../lib/request-scope.js';
import type { Log } from '../../services/shared/ports.js';

/** Characters of a slow statement that are logged. */
const STATEMENT_LENGTH = 300;

/** One log line and one measurement a request, by the route's pattern: addresses may hold what is private. */
export function requestLog(log: Log, registry: Registry): Middleware {
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  const observeStatements = measureStatements(log, registry);
  return async (ctx, next) => {
    const start = performance.now();
    await next();
    const seconds = (performance.now() - start) / 1e3;
    const route = String(ctx._matchedRoute ?? 'none');
    durations.observe({ method: ctx.method, route, status: ctx.status }, seconds);
    const { requestId } = ctx.state;
    const tally = currentRequest()?.statements;
    if (tally) observeStatements({ method: ctx.method, route, requestId }, tally);
    const fields = { requestId, method: ctx.method, route, status: ctx.status };
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

/** Measures what requests send to PostgreSQL, and logs what of it was slow, without values. */
function measureStatements(log: Log, registry: Registry) {
  const labelNames = ['method', 'route'] as const;
  const sent = new Histogram({
    name: 'http_request_statements',
    help: 'Statements that a request sends to PostgreSQL, by route pattern',
    labelNames,
    buckets: [0, 1, 2, 3, 5, 8, 12, 20, 40],
    registers: [registry],
  });
  const slow = new Counter({
    name: 'http_slow_statements_total',
    help: 'Statements of requests that took 0.2 s or more, by route pattern',
    labelNames,
    registers: [registry],
  });
  return ({ requestId, ...labels }: { requestId: string; method: string; route: string }, tally: StatementTally) => {
    sent.observe(labels, tally.sent);
    for (const { ms, sql } of tally.slow) {
      slow.inc(labels);
      log.warn({ requestId, ...labels, ms, statement: sql.slice(0, STATEMENT_LENGTH) }, 'slow statement');
    }
  };
}
