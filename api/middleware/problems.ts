import type { Context, Middleware } from 'koa';
import type { FaultReports } from '../../domain/faults.js';
import { PROBLEMS, Problem, type ProblemType, serviceUnavailable } from '../../domain/problems.js';
import { codeOf, isEngineAway, isReadOnly } from '../../lib/engine-faults.js';
import { errorLocation } from '../../lib/error-location.js';
import type { Recently } from '../../lib/recently.js';
import type { Log } from '../../services/shared/ports.js';
import { takeRestOfBody } from './rest-of-body.js';

/** Who is told of errors that nobody expected. */
export interface ProblemDeps {
  log: Log;
  faults: FaultReports;
  /** Told of writes that the database refused. */
  writesRefused?: Recently;
}

/** Responds to every error, and to every request that nothing responded to, with application/problem+json. */
export const problems =
  (deps: ProblemDeps): Middleware =>
  async (ctx, next) => {
    try {
      await next();
      if (!ctx.body) refuseUnhandled(ctx.status);
    } catch (error) {
      if (isReadOnly(error)) deps.writesRefused?.happened();
      if (isCallerGone(ctx)) return leave(ctx, deps.log);
      respond(ctx, toProblem(error, ctx, deps));
    }
    await takeRestOfBody(ctx.req);
    // What is still to come of it would be taken for the next request.
    if (!ctx.req.complete) ctx.set('Connection', 'close');
  };

/** Whether nobody is left to hear the response, whose going may be what broke the request. */
const isCallerGone = ({ req, res }: Context): boolean => res.destroyed || (req.destroyed && !req.complete);

/** 499 is the status that proxies log for it; nobody receives it. */
function leave(ctx: Context, log: Log): void {
  ctx.status = 499;
  ctx.respond = false;
  log.info({ requestId: ctx.state.requestId }, 'the caller went away');
}

/** What the routers leave without a body: unknown addresses, and methods that an address does not take. */
function refuseUnhandled(status: number): void {
  if (status === 404) throw new Problem('not-found', 'No such address.');
  if (status === 405 || status === 501)
    throw new Problem('method-not-allowed', 'The Allow header names what is taken.');
}

function respond(ctx: Context, problem: Problem): void {
  ctx.status = problem.status;
  for (const header of ['ETag', 'Location']) ctx.remove(header);
  ctx.set('Cache-Control', 'no-store');
  if (problem.retryAfterSeconds !== undefined) ctx.set('Retry-After', String(problem.retryAfterSeconds));
  if (problem.status === 401) ctx.set('WWW-Authenticate', 'Bearer');
  ctx.body = JSON.stringify({
    type: `urn:scholium:problem:${problem.type}`,
    title: problem.title,
    status: problem.status,
    detail: problem.detail,
    instance: ctx.path,
    requestId: ctx.state.requestId,
    ...(problem.errors ? { errors: problem.errors } : {}),
  });
  ctx.type = 'application/problem+json';
}

/** The problem that an error is; what nobody expected is logged and told to error tracking. */
export const toProblem = (error: unknown, ctx: Context, deps: ProblemDeps): Problem =>
  error instanceof Problem ? error : fromOther(error, ctx, deps);

/** Errors of libraries carry a status below 500 where the request is at fault; anything else is ours. */
function fromOther(error: unknown, ctx: Context, { log, faults }: ProblemDeps): Problem {
  const { status, name } = (error ?? {}) as { status?: number; name?: string };
  const code = codeOf(error);
  const type = (Object.keys(PROBLEMS) as ProblemType[]).find((key) => PROBLEMS[key].status === status);
  if (type && status && status < 500) return new Problem(type, PROBLEMS[type].title);
  if (isEngineAway(error)) {
    log.warn({ requestId: ctx.state.requestId, error: name, code }, 'an engine is away');
    return serviceUnavailable('Try again in a moment; with an Idempotency-Key nothing is made twice.', error);
  }
  const ids = { requestId: ctx.state.requestId as string, route: String(ctx._matchedRoute ?? 'none') };
  log.error({ ...ids, error: name, code, stack: errorLocation(error) }, 'unexpected fault');
  faults.report({ what: 'unexpected fault', error, ids });
  return new Problem('unexpected-fault', 'Try again; if it stays, tell support the requestId.');
}
