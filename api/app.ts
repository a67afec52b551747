import cors from '@koa/cors';
import type { Knex } from 'knex';
import Koa from 'koa';
import helmet from 'koa-helmet';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { RateLimiter } from '../clients/rate-limiter.js';
import type { LoginThrottle } from '../services/auth/login-throttle.js';
import type { TokenSettings } from '../services/auth/open-session.js';
import type { Passwords } from '../services/auth/passwords.js';
import type { SessionStates } from '../services/auth/session-states.js';
import type { UploadDeps } from '../services/materials/upload-material.js';
import type { SettledRows } from '../services/settled-rows.js';
import type { Operation } from './contract/operation.js';
import { type ContractRouter, createContractRouter } from './contract/router.js';
import { allow } from './middleware/allow.js';
import { authenticate } from './middleware/authenticate.js';
import { conditionalGet } from './middleware/conditional-get.js';
import { problems } from './middleware/problems.js';
import { rateLimit } from './middleware/rate-limit.js';
import { requestId } from './middleware/request-id.js';
import { requestLog } from './middleware/request-log.js';
import { openApiDocument } from './openapi.js';
import { authRoutes } from './routes/auth/routes.js';
import { docsRoutes } from './routes/docs/routes.js';
import { doubtRoutes } from './routes/doubts/routes.js';
import { exportRoutes } from './routes/exports/routes.js';
import { materialRoutes } from './routes/materials/routes.js';
import { operationsRoutes, type Probes } from './routes/operations/routes.js';

/** Everything the edge stands on; built by the entries. */
export interface AppDeps extends UploadDeps {
  db: Knex;
  settledRows: SettledRows;
  passwords: Passwords;
  tokens: TokenSettings;
  sessions: SessionStates;
  throttle: LoginThrottle;
  limiters: { 'sign-in': RateLimiter; general: RateLimiter };
  probes: Probes;
  isStopping: () => boolean;
  corsOrigins: readonly string[];
  trustedProxyHops: number;
  validateAnswers: boolean;
}

type RouteRegistrar = Pick<ContractRouter, 'route'>;

function registerRoutes(api: RouteRegistrar, deps: AppDeps): void {
  authRoutes(api, deps);
  materialRoutes(api, deps);
  doubtRoutes(api, deps);
  exportRoutes(api, deps);
}

/** Every operation of the API, with nothing behind it; for the documents made from contracts. */
export function listOperations(): Operation[] {
  const operations: Operation[] = [];
  // Handlers are registered and never run, so that they need nothing to stand on.
  registerRoutes({ route: (operation) => void operations.push(operation as unknown as Operation) }, {} as AppDeps);
  return operations;
}

function createApi(deps: AppDeps): ContractRouter {
  const session = authenticate(deps.tokens, deps.sessions);
  const limits = { 'sign-in': rateLimit(deps.limiters['sign-in']), general: rateLimit(deps.limiters.general) };
  const api = createContractRouter({
    access: ({ access }) => (access === 'public' ? [] : [...session, ...allow(access)]),
    limit: ({ limit }) => limits[limit],
    validateAnswers: deps.validateAnswers,
  });
  registerRoutes(api, deps);
  return api;
}

/** The Koa app: what every request passes, then the routes. */
export function createApp(deps: AppDeps): Koa {
  const app = new Koa({ proxy: deps.trustedProxyHops > 0, maxIpsCount: deps.trustedProxyHops });
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const api = createApi(deps);

  // What Koa finds after the answer is begun: callers that went away, sockets that broke.
  app.on('error', ({ name, code }) => deps.log.warn({ error: name, code }, 'connection fault'));
  app.use(requestId());
  app.use(requestLog(deps.log, registry));
  app.use(problems(deps.log));
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }));
  app.use(cors({ origin: (ctx) => allowedOrigin(deps.corsOrigins, ctx.get('Origin')), maxAge: 600 }));
  app.use(conditionalGet());
  for (const router of [
    api.router,
    docsRoutes(openApiDocument(listOperations())),
    operationsRoutes({ ...deps, registry }),
  ]) {
    app.use(router.routes());
    app.use(router.allowedMethods());
  }
  return app;
}

const allowedOrigin = (allowed: readonly string[], origin: string): string => (allowed.includes(origin) ? origin : '');
