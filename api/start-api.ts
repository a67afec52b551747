import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { aiBudgets, answererOf, embedsOffline, minAnswerCost, unpricedModels } from '../clients/ai/index.js';
import { type OpenFaultReports, openFaultReports } from '../clients/faults/fault-reports.js';
import { createGoogle } from '../clients/google/id-tokens.js';
import { createRateLimiter } from '../clients/rate-limiter.js';
import { createRedis, pingRedis } from '../clients/redis.js';
import { createObjectStorage } from '../clients/storage.js';
import { storageLocation } from '../clients/storage-location.js';
import { openTraces } from '../clients/traces/open-traces.js';
import { createViewStore } from '../clients/view-store.js';
import { type Config, publicUrlOf } from '../config.js';
import { createKnex } from '../db/knex.js';
import { createListener } from '../db/listener.js';
import { watchPoolWait } from '../db/pool-wait.js';
import { databaseState } from '../db/queries/database-state.js';
import { createAvatarMaker } from '../documents/avatar.js';
import { hasEncoder } from '../documents/encoder-library.js';
import { rateOf } from '../domain/call-rate.js';
import type { LimitName } from '../domain/limits.js';
import { ENGINE_WAITS_MS } from '../domain/wait-limits.js';
import { closeServer } from '../lib/close-server.js';
import { countFaults, createProcessRegistry, measurePool } from '../lib/process-metrics.js';
import { createRecently } from '../lib/recently.js';
import { createLog } from '../log.js';
import { tellUnpriced } from '../services/ai/tell-unpriced.js';
import { openKeySet } from '../services/auth/keys.js';
import { createLoginThrottle } from '../services/auth/login-throttle.js';
import { createPasswords } from '../services/auth/passwords.js';
import { createSessionStates } from '../services/auth/session-states.js';
import { createProofThrottle } from '../services/auth/wrong-proofs.js';
import { createRowWaiter } from '../services/runs/wait-for-row.js';
import { systemClock } from '../services/shared/clock.js';
import { createAvatarIntake } from '../services/uploads/avatar-intake.js';
import { createUploadSlots } from '../services/uploads/upload-slots.js';
import { createViews } from '../services/views/views.js';
import { createTemporalClient, createWorkflowStarter } from '../temporal-config/client.js';
import { temporalFigures } from '../temporal-config/figures.js';
import { createRunFinder } from '../temporal-config/find-runs.js';
import { createRunLinks } from '../temporal-config/run-links.js';
import { createJobs } from '../temporal-config/trigger-schedule.js';
import { createApp } from './app.js';
import type { AppDeps } from './app-deps.js';
import { createHttpServer } from './http-server.js';
import { eventLoopDelay, watchLoad } from './load.js';
import { countFallbacks } from './metrics/limiter-metrics.js';
import type { Probe } from './routes/operations/routes.js';

/** A listening API. */
export interface RunningApi {
  url: string;
  faults: OpenFaultReports;
  /** Stops accepting, finishes what runs within SHUTDOWN_SECONDS, closes every connection. Safe to call twice. */
  close(): Promise<void>;
}

/** How long /readyz tells of a write that a full disk refused. */
const REFUSED_MS = 60_000;

/** Builds the API's parts from the configuration and listens. @throws Error when the port or the key set is not there. */
export async function startApi(config: Config): Promise<RunningApi> {
  const stop = new AbortController();
  const resources = await createResources(config, stop.signal);
  tellUnpriced(unpricedModels(config), resources.log);
  let port = config.API_PORT;
  const publicUrl = () => publicUrlOf(config, port);
  const isStopping = () => stop.signal.aborted;
  const app = createApp({ ...(await createDeps(config, resources)), publicUrl, isStopping });
  const server = createHttpServer(app.callback(), {
    connectionsPerAddress: config.TRUSTED_PROXY_HOPS > 0 ? undefined : config.CONNECTIONS_PER_ADDRESS,
    connections: config.CONNECTIONS_AT_ONCE,
    slowSeconds: config.SLOW_SECONDS,
    keepAliveSeconds: config.KEEP_ALIVE_SECONDS,
  });
  server.listen(config.API_PORT, config.API_HOST);
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
  let closing: Promise<void> | undefined;
  return {
    url: publicUrl(),
    faults: resources.faults,
    close() {
      stop.abort();
      closing ??= closeServer(server, config.SHUTDOWN_SECONDS).then(() => closeResources(resources));
      return closing;
    },
  };
}

type Resources = Awaited<ReturnType<typeof createResources>>;

async function createResources(config: Config, stopping: AbortSignal) {
  const log = createLog(config.LOG_LEVEL, 'api');
  const listener = createListener(config.DATABASE_URL);
  const onOutage = (error: Error) => log.warn({ error: error.name }, 'redis is away; limits are counted in memory');
  const faults = await openFaultReports({
    ...{ dsn: config.SENTRY_DSN, part: 'api', release: config.RELEASE, environment: config.SENTRY_ENVIRONMENT },
    onOutage: () => log.warn({}, 'error tracking does not answer'),
  });
  const traces = await openTraces({
    ...{ endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT, part: 'api', release: config.RELEASE },
  });
  const db = createKnex(config.DATABASE_URL, config.DATABASE_POOL_MAX, config.REQUEST_STATEMENT_SECONDS * 1_000);
  const poolWait = { name: 'database-pool', measure: watchPoolWait(db), limitMs: config.SHED_POOL_MS };
  return {
    log,
    faults,
    traces,
    db,
    load: watchLoad([eventLoopDelay(config.SHED_LOOP_MS), poolWait], log),
    redis: createRedis({ url: config.REDIS_URL, onOutage }),
    storage: createObjectStorage(storageLocation(config)),
    temporal: createTemporalClient(config),
    listener,
    rowWaiter: createRowWaiter(listener, stopping),
  };
}

async function createDeps(config: Config, resources: Resources): Promise<Omit<AppDeps, 'isStopping' | 'publicUrl'>> {
  const writesRefused = createRecently(REFUSED_MS);
  const { db, redis, storage, temporal, listener, faults } = resources;
  const registry = createProcessRegistry(config.RELEASE);
  countFaults(registry, faults.counts);
  measurePool(registry, db.client.pool);
  const fellBack = countFallbacks(registry);
  const viewStore = createViewStore(redis, { prefix: config.REDIS_KEY_PREFIX, waitMs: config.VIEW_WAIT_MS });
  const perMinute = (name: LimitName, calls: number) =>
    createRateLimiter(redis, {
      ...{ keyPrefix: `${config.REDIS_KEY_PREFIX}rate:${name}`, rate: rateOf(calls) },
      onFallback: () => fellBack(name),
    });
  return {
    ...resources,
    registry,
    temporalFigures: () => temporalFigures(temporal, config.TASK_QUEUE_PREFIX),
    erasureSecondPassMinutes: config.ERASURE_SECOND_PASS_MINUTES,
    clock: systemClock,
    writesRefused,
    viewStore,
    views: createViews({ db, store: viewStore, listener, clock: systemClock, log: resources.log }),
    starter: createWorkflowStarter(temporal, config.TASK_QUEUE_PREFIX),
    runFinder: createRunFinder(temporal),
    jobs: createJobs(temporal, config.TASK_QUEUE_PREFIX),
    runLinks: createRunLinks(config.TEMPORAL_UI_URL, temporal.options.namespace),
    passwords: createPasswords({ memoryKib: config.ARGON2_MEMORY_KIB, passes: config.ARGON2_PASSES }),
    sessions: createSessionStates({ db, listener, clock: systemClock }),
    avatars: createAvatarIntake(createAvatarMaker()),
    throttle: createLoginThrottle({ redis, db, clock: systemClock }, config.REDIS_KEY_PREFIX),
    proofThrottle: createProofThrottle(redis, config.REDIS_KEY_PREFIX),
    tokens: {
      keys: await openKeySet({ clock: systemClock }, { file: config.AUTH_KEYS_FILE }),
      issuer: config.AUTH_ISSUER,
      audience: config.AUTH_AUDIENCE,
      lifeSeconds: config.ACCESS_TOKEN_SECONDS,
      refreshDays: config.REFRESH_TOKEN_DAYS,
    },
    limiters: {
      'sign-in': perMinute('sign-in', config.SIGN_IN_PER_MINUTE),
      reads: perMinute('reads', config.READS_PER_MINUTE),
      writes: perMinute('writes', config.WRITES_PER_MINUTE),
      uploads: perMinute('uploads', config.UPLOADS_PER_MINUTE),
      ai: perMinute('ai', config.AI_PER_MINUTE),
      heartbeats: perMinute('heartbeats', config.BEATS_PER_MINUTE),
    },
    probes: {
      postgres: async () => (writesRefused.isRecent() ? 'read-only' : databaseState(db)),
      redis: () => pingRedis(redis),
      temporal: () =>
        temporal.connection.withDeadline(systemClock().getTime() + ENGINE_WAITS_MS.probe, () =>
          temporal.workflowService.getSystemInfo({}),
        ),
      s3: () => storage.ping(),
      ...(embedsOffline(config) ? { encoder: encoderProbe(config.ENCODER_FOLDER) } : {}),
    },
    ...createGoogleDeps(config, resources.log),
    maxBytes: config.UPLOAD_MAX_BYTES,
    uploads: createUploadSlots({ total: config.UPLOADS_AT_ONCE, perStudent: config.UPLOADS_PER_STUDENT }),
    slowMs: config.SLOW_SECONDS * 1_000,
    openRequestsPerAddress: config.CONNECTIONS_PER_ADDRESS,
    quota: {
      files: config.MATERIALS_PER_STUDENT,
      bytes: config.BYTES_PER_STUDENT,
      pagesPerDay: config.PAGES_PER_DAY,
      chunks: config.CHUNKS_PER_STUDENT,
    },
    ai: {
      budget: aiBudgets(config),
      leastCost: minAnswerCost(config),
    },
    answerer: answererOf(config),
    corsOrigins: config.CORS_ORIGINS,
    trustedProxyHops: config.TRUSTED_PROXY_HOPS,
    trustedProxies: config.TRUSTED_PROXIES,
    validateResponses: config.VALIDATE_RESPONSES,
    erasureGraceDays: config.ERASURE_GRACE_DAYS,
  };
}

/** Looked at once: a package does not come or go while a process runs. */
function encoderProbe(folder: string | undefined): Probe {
  const isThere = hasEncoder(folder);
  return async () => {
    if (!isThere) throw new Error('There is no encoder');
  };
}

function createGoogleDeps({ GOOGLE_ISSUER: issuer, ...config }: Config, log: Resources['log']) {
  const { GOOGLE_CLIENT_ID: id, GOOGLE_CLIENT_SECRET: secret } = config;
  const onOutage = (error: Error) => log.warn({ error: error.name }, 'Google does not answer as it should');
  return {
    google: id ? createGoogle({ issuer, audiences: [id, ...config.GOOGLE_AUDIENCES], onOutage }) : null,
    googleClient: id && secret ? { id, secret } : null,
    signInOrigins: config.SIGN_IN_ORIGINS,
  };
}

async function closeResources({
  db,
  load,
  redis,
  storage,
  temporal,
  listener,
  faults,
  traces,
}: Resources): Promise<void> {
  load.stop();
  redis.disconnect();
  storage.close();
  await Promise.allSettled([
    listener.close(),
    db.destroy(),
    temporal.connection.close(),
    faults.close(),
    traces.close(),
  ]);
}
