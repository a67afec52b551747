import cors from '@koa/cors';
import type { Knex } from 'knex';
import Koa, { type Context, type Middleware } from 'koa';
import helmet from 'koa-helmet';
import type { Registry } from 'prom-client';
import type { RateLimiter } from '../clients/rate-limit.js';
import type { ViewStore } from '../clients/view-store.js';
import { LIMIT_NAMES, type LimitName } from '../domain/limits.js';
import { REQUEST_MS } from '../domain/wait-limits.js';
import type { Recently } from '../lib/recently.js';
import type { LoginThrottle } from '../services/auth/login-throttle.js';
import type { TokenSettings } from '../services/auth/open-session.js';
import type { Passwords } from '../services/auth/passwords.js';
import type { SessionStates } from '../services/auth/session-states.js';
import type { ProofThrottle } from '../services/auth/wrong-proofs.js';
import type { UploadDeps } from '../services/materials/upload-material.js';
import type { ImageDeps } from '../services/questions/ask-with-image.js';
import type { RowWaiter } from '../services/runs/wait-for-row.js';
import type { AvatarIntake } from '../services/uploads/avatar-intake.js';
import type { UploadSlots } from '../services/uploads/upload-slots.js';
import type { Views } from '../services/views/views.js';
import { limitOf, type Operation } from './contract/operation.js';
import { type ContractRouter, createContractRouter } from './contract/router.js';
import type { Load } from './load.js';
import { measureLoad } from './metrics/load-metrics.js';
import { keepSystemFigures, type SystemFiguresDeps } from './metrics/system-figures.js';
import { measureSystem } from './metrics/system-metrics.js';
import { measureViews } from './metrics/view-metrics.js';
import { allow } from './middleware/allow.js';
import { allowedMethods } from './middleware/allowed-methods.js';
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
import { authRoutes } from './routes/auth/routes.js';
import { generatedCardRoutes } from './routes/cards/generate-routes.js';
import { cardRoutes } from './routes/cards/routes.js';
import { dashboardRoutes } from './routes/dashboard/routes.js';
import { docsRoutes } from './routes/docs/routes.js';
import { erasureRoutes } from './routes/erasure/routes.js';
import { exportRoutes } from './routes/exports/routes.js';
import { friendRoutes } from './routes/friends/routes.js';
import { gamificationRoutes } from './routes/gamification/routes.js';
import { type ConnectDeps, connectRoutes } from './routes/google/connect.js';
import { googleRoutes } from './routes/google/routes.js';
import { guideRoutes } from './routes/guides/routes.js';
import { leaderboardRoutes } from './routes/leaderboard/routes.js';
import { leagueRoutes } from './routes/leagues/routes.js';
import { lessonRoutes } from './routes/lessons/routes.js';
import { mailRoutes } from './routes/mail/routes.js';
import { materialRoutes } from './routes/materials/routes.js';
import { noticeRoutes } from './routes/notices/routes.js';
import { onboardingRoutes } from './routes/onboarding/routes.js';
import { operationsRoutes, type Probes } from './routes/operations/routes.js';
import { passwordRoutes } from './routes/passwords/routes.js';
import { progressRoutes } from './routes/progress/routes.js';
import { questionRoutes } from './routes/questions/routes.js';
import { quizRoutes } from './routes/quizzes/routes.js';
import { recommendationRoutes } from './routes/recommendations/routes.js';
import { reviewRoutes } from './routes/reviews/routes.js';
import { studyRoutes } from './routes/study/routes.js';
import { subjectRoutes } from './routes/subjects/routes.js';
import { supportReviewRoutes } from './routes/support/review-routes.js';
import { type SupportDeps, supportRoutes } from './routes/support/routes.js';
import { userRoutes } from './routes/users/routes.js';

/** Everything the edge stands on; built by the entries. */
export interface AppDeps extends UploadDeps, ImageDeps, ConnectDeps, SystemFiguresDeps, SupportDeps {
  db: Knex;
  /** Of the process; what the app measures is added. */
  registry: Registry;
  rowWaiter: RowWaiter;
  passwords: Passwords;
  tokens: TokenSettings;
  sessions: SessionStates;
  throttle: LoginThrottle;
  proofThrottle: ProofThrottle;
  avatars: AvatarIntake;
  uploads: UploadSlots;
  views: Views;
  viewStore: ViewStore;
  /** In which a JSON body must come, and over which the rate of an upload is measured. */
  slowMs: number;
  openRequestsPerAddress: number;
  limiters: Record<LimitName, RateLimiter>;
  load: Load;
  probes: Probes;
  isStopping: () => boolean;
  /** Told of writes that the database refused, since its disk is full or it is a copy. */
  writesRefused: Recently;
  corsOrigins: readonly string[];
  trustedProxyHops: number;
  /** Of our proxies; none where any that is told of counts as ours. */
  trustedProxies: readonly string[];
  validateResponses: boolean;
  erasureGraceDays: number;
}

/**
 * After what a student's views are to be told: writes, and reads that wait for a worker's end and tell of it. A beat
 * changes nothing that a view has.
 */
const tellsVersion = ({ access, method, preferWait, looksAtSession }: Operation): boolean =>
  access !== 'public' && !looksAtSession && (method !== 'get' || preferWait === true);

type RouteRegistrar = Pick<ContractRouter, 'route'>;

function registerRoutes(api: RouteRegistrar, deps: AppDeps): void {
  authRoutes(api, deps);
  googleRoutes(api, deps);
  passwordRoutes(api, deps);
  userRoutes(api, deps);
  onboardingRoutes(api, deps);
  subjectRoutes(api, deps);
  lessonRoutes(api, deps);
  studyRoutes(api, deps);
  cardRoutes(api, deps);
  generatedCardRoutes(api, deps);
  reviewRoutes(api, deps);
  progressRoutes(api, deps);
  recommendationRoutes(api, deps);
  dashboardRoutes(api, deps);
  quizRoutes(api, deps);
  materialRoutes(api, deps);
  guideRoutes(api, deps);
  questionRoutes(api, deps);
  gamificationRoutes(api, deps);
  friendRoutes(api, deps);
  leaderboardRoutes(api, deps);
  leagueRoutes(api, deps);
  noticeRoutes(api, deps);
  mailRoutes(api, deps);
  exportRoutes(api, deps);
  erasureRoutes(api, deps);
  supportRoutes(api, deps);
  supportReviewRoutes(api, deps);
}

/** Every operation of the API, with nothing behind it; for the documents made from contracts. */
export function listOperations(): Operation[] {
  const operations: Operation[] = [];
  // Handlers are registered and never run, so that they need nothing to stand on.
  registerRoutes({ route: (operation) => void operations.push(operation as unknown as Operation) }, {} as AppDeps);
  return operations;
}

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
  app.use(allowedMethods(api.addresses));
  for (const router of [
    api.router,
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
