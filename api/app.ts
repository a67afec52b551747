import cors from '@koa/cors';
import Koa, { type Context, type Middleware } from 'koa';
import helmet from 'koa-helmet';
import { LIMIT_NAMES, type LimitName } from '../domain/limits.js';
import { REQUEST_MS } from '../domain/wait-limits.js';
import type { AppDeps } from './app-deps.js';
import { limitOf, type Operation } from './contract/operation.js';
import { type ContractRouter, createContractRouter } from './contract/router.js';
import { measureLoad } from './metrics/load-metrics.js';
import { keepSystemFigures } from './metrics/system-figures.js';
import { measureSystem } from './metrics/system-metrics.js';
import { measureViews } from './metrics/view-metrics.js';
import { allow } from './middleware/allow.js';
import { authenticate, authenticateByToken } from './middleware/authenticate.js';
import { conditionalGet } from './middleware/conditional-get.js';
import { endConnection } from './middleware/end-connection.js';
import { oneHost } from './middleware/one-host.js';
import { boundOpenRequests } from './middleware/open-requests.js';
import { problems } from './middleware/problems.js';
import { limitRefused, rateLimit } from './middleware/rate-limit.js';
import { requestId } from './middleware/request-id.js';
import { requestLog } from './middleware/request-log.js';
import { shedLoad } from './middleware/shed-load.js';
import { tellVersion } from './middleware/tell-version.js';
import { timeLimit } from './middleware/time-limit.js';
import { traces } from './middleware/traces.js';
import { trustProxies } from './middleware/trusted-proxies.js';
import { openApiDocument } from './openapi.js';
import { listOperations, registerRoutes } from './register-routes.js';
import { docsRoutes } from './routes/docs/routes.js';
import { connectRoutes } from './routes/google/connect.js';
import { operationsRoutes } from './routes/operations/routes.js';

/**
 * After what a student's views are to be told: writes, and reads that wait for a worker's end and tell of it. A beat
 * changes nothing that a view has.
 */
const tellsVersion = ({ access, method, preferWait, looksAtSession }: Operation): boolean =>
  access !== 'public' && !looksAtSession && (method !== 'get' || preferWait === true);

function createApi(deps: AppDeps): ContractRouter {
  const session = authenticate(deps);
  const token = authenticateByToken(deps);
  const limits = Object.fromEntries(LIMIT_NAMES.map((name) => [name, rateLimit(name, deps.limiters[name])])) as Record<
    LimitName,
    Middleware
  >;
  const refused = limitRefused('reads', deps.limiters.reads);
  const api = createContractRouter({
    access: ({ access, looksAtSession }) => {
      if (access === 'public') return [];
      const known = looksAtSession && access === 'student' ? token : [...session, ...allow(access)];
      return [refused, ...known];
    },
    limit: (operation) => limits[limitOf(operation)],
    tells: (operation) => (tellsVersion(operation) ? [tellVersion(deps.views)] : []),
    validateResponses: deps.validateResponses,
    slowMs: deps.slowMs,
  });
  registerRoutes(api, deps);
  return api;
}

/** The Koa app: what every request passes, then the routes. */
export function createApp(deps: AppDeps): Koa {
  const app = new Koa({ proxy: deps.trustedProxyHops > 0, maxIpsCount: deps.trustedProxyHops });
  const { registry } = deps;
  measureViews(registry, deps.views, deps.viewStore);
  const figures = keepSystemFigures(deps);
  measureSystem(registry, figures, deps.ai.budget);
  measureLoad(registry, deps.load);
  const api = createApi(deps);

  // What Koa finds after the response is begun: callers that went away, sockets that broke.
  app.on('error', ({ name, code }) => deps.log.warn({ error: name, code }, 'connection fault'));
  app.use(endConnection(deps.isStopping));
  if (deps.trustedProxies.length > 0) app.use(trustProxies(deps.trustedProxies));
  app.use(requestId());
  app.use(traces());
  app.use(requestLog(deps.log, registry));
  app.use(problems(deps));
  app.use(timeLimit(REQUEST_MS));
  app.use(oneHost());
  if (deps.trustedProxyHops > 0) app.use(boundOpenRequests(deps.openRequestsPerAddress));
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }));
  const origin = (ctx: Context) => allowedOrigin(deps.corsOrigins, ctx.get('Origin'));
  app.use(cors({ origin, maxAge: 600, exposeHeaders: READABLE }));
  app.use(shedLoad(deps.load, api.addresses));
  app.use(conditionalGet());
  app.use(api.routes());
  for (const router of [
    connectRoutes(app, rateLimit('sign-in', deps.limiters['sign-in']), deps),
    docsRoutes(() => openApiDocument(listOperations())),
    operationsRoutes({ ...deps, figures }),
  ]) {
    app.use(router.routes());
    app.use(router.allowedMethods());
  }
  return app;
}

/** Headers that scripts of listed origins may read. */
const READABLE = ['ETag', 'Location', 'RateLimit', 'RateLimit-Policy', 'Retry-After', 'Unseen-Count', 'X-Request-Id'];

const allowedOrigin = (allowed: readonly string[], origin: string): string => (allowed.includes(origin) ? origin : '');
