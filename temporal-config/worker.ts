import { NativeConnection, Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';
import { unpricedModels } from '../clients/ai/index.js';
import { type OpenFaultReports, openFaultReports } from '../clients/faults/fault-reports.js';
import { type OpenTraces, openTraces } from '../clients/traces/open-traces.js';
import { type Config, loadConfig } from '../config.js';
import { countFaults, createProcessRegistry, measurePool } from '../lib/process-metrics.js';
import { createLog, endOnUncaught, logFailedStart, logWarnings } from '../log.js';
import { tellUnpriced } from '../services/ai/tell-unpriced.js';
import { temporalConnectConfig } from './connection.js';
import { closeResources, createActivities, createResources } from './create-activities.js';
import { createWorkers } from './create-workers.js';
import { serveHealth } from './health.js';
import { keepSchedules } from './keep-schedules.js';
import { createActivityMetrics } from './metrics/activity-metrics.js';
import { createEngineMetrics } from './metrics/engine-metrics.js';
import { createSdkMetrics } from './metrics/sdk-metrics.js';
import { replaceUnknownModels } from './replace-unknown-models.js';
import { createSdkLogger } from './sdk-log.js';
import { startLessonIndex } from './start-lesson-index.js';
import { tellPausedHourly } from './tell-paused.js';

/** Serves the queues until it is asked to stop. */
async function serve(config: Config, log: Logger, faults: OpenFaultReports, traces: OpenTraces): Promise<void> {
  const registry = createProcessRegistry(config.RELEASE);
  countFaults(registry, faults.counts);
  const sdkMetrics = createSdkMetrics(registry);
  const runtime = Runtime.install({
    shutdownSignals: [],
    logger: createSdkLogger(log),
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} }, metrics: sdkMetrics },
  });
  // It would keep each of these, with the activation it tells of, for 100 ms before it looks whether anybody wants it.
  Object.assign(runtime.logger, { trace() {}, debug() {} });
  const { connectionOptions, namespace } = temporalConnectConfig(config);
  const connection = await NativeConnection.connect(connectionOptions);
  tellUnpriced(unpricedModels(config), log);
  const engineMetrics = createEngineMetrics(registry);
  const resources = createResources(config, engineMetrics);
  measurePool(registry, resources.db.client.pool);
  const activities = createActivities(config, resources, log, engineMetrics);
  const metrics = createActivityMetrics(registry);
  const workers = await createWorkers({ config, connection, namespace, activities, log, faults, metrics });
  const isReady = () => workers.every((worker) => worker.getState() === 'RUNNING');
  const address = { host: config.WORKER_HOST, port: config.WORKER_HEALTH_PORT };
  const health = await serveHealth(address, { isReady, registry });

  const stop = () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);

  const runs = Promise.all(workers.map((worker) => worker.run()));
  if (config.WORKER_QUEUES.includes('core')) {
    await keepSchedules(resources.client, config.TASK_QUEUE_PREFIX, { db: resources.db, log });
    await tellPausedHourly(resources.client, config.TASK_QUEUE_PREFIX, log);
  }
  if (config.WORKER_QUEUES.includes('embedding')) {
    await replaceUnknownModels(config, resources, log);
    await startLessonIndex(config, resources, log);
  }
  log.info({ queues: config.WORKER_QUEUES, prefix: config.TASK_QUEUE_PREFIX }, 'worker is running');
  await runs;

  health.close();
  await Promise.allSettled([closeResources(resources), connection.close(), faults.close(), traces.close()]);
}

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const log = createLog(config.LOG_LEVEL, 'worker');
  const faults = await openFaultReports({
    ...{ dsn: config.SENTRY_DSN, part: 'worker', release: config.RELEASE, environment: config.SENTRY_ENVIRONMENT },
    onOutage: () => log.warn({}, 'error tracking does not answer'),
  });
  endOnUncaught(log, faults);
  const traces = await openTraces({
    ...{ endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT, part: 'worker', release: config.RELEASE },
  });
  await serve(config, log, faults, traces);
}

const log = createLog('info', 'worker');
logWarnings(log);
// A worker that failed does not get better by itself, and run() may never end: end, and be started again.
main().then(
  () => process.exit(0),
  (error: unknown) => {
    logFailedStart(log, error);
    process.exit(1);
  },
);
