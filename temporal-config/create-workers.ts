import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { Config } from '../config.js';
import type { FaultReports } from '../domain/faults.js';
import { type Queue, taskQueue } from '../domain/runs/task-queues.js';
import type { Log } from '../services/shared/ports.js';
import { buildWorkflowBundle } from './bundle.js';
import { payloadConverterOf } from './codec/payload-converter.js';
import { ActivityFailures } from './interceptors/activity-failures.js';
import { ActivityLines } from './interceptors/activity-lines.js';
import type { ActivityMetrics } from './metrics/activity-metrics.js';
import { createRunReports } from './run-reports.js';

export interface WorkerSetup {
  config: Config;
  connection: NativeConnection;
  namespace: string;
  activities: object;
  log: Log;
  faults: FaultReports;
  metrics: ActivityMetrics;
}

/** Activities at once, by queue: waiting on Postgres is cheap, reading pages is not, AI and mail servers limit calls. */
const concurrency = (config: Config): Record<Queue, number> => ({
  core: 20,
  ingestion: config.OCR_WORKERS,
  ai: config.AI_CONCURRENCY,
  embedding: config.AI_CONCURRENCY,
  mail: 5,
});

/** One worker for each queue that this process serves; workflows run on `core` only. */
export async function createWorkers(setup: WorkerSetup): Promise<Worker[]> {
  const { config } = setup;
  const code = config.WORKFLOW_BUNDLE
    ? await readFile(config.WORKFLOW_BUNDLE, 'utf8')
    : (await buildWorkflowBundle()).code;
  return Promise.all(config.WORKER_QUEUES.map((queue) => Worker.create(workerOptions(setup, queue, code))));
}

function workerOptions(setup: WorkerSetup, queue: Queue, code: string): WorkerOptions {
  const { config, connection, namespace, activities } = setup;
  return {
    connection,
    namespace,
    taskQueue: taskQueue(config.TASK_QUEUE_PREFIX, queue),
    activities,
    dataConverter: payloadConverterOf(config),
    ...(queue === 'core' ? { workflowBundle: { code } } : {}),
    ...versioning(config, code),
    interceptors: {
      activity: [
        (context) => ({ inbound: new ActivityLines(context, setup) }),
        (context) => ({ inbound: new ActivityFailures(context, setup) }),
      ],
    },
    sinks: createRunReports(setup),
    maxConcurrentActivityTaskExecutions: concurrency(config)[queue],
    shutdownGraceTime: `${config.SHUTDOWN_SECONDS} seconds`,
    shutdownForceTime: `${config.SHUTDOWN_SECONDS + 5} seconds`,
  };
}

/**
 * Runs stay with the build they began with, but for those that live long (`workflows/long-lived.ts`). Without another name a build is called by the hash of the bundle.
 */
function versioning(
  { WORKER_DEPLOYMENT: deploymentName, WORKER_BUILD_ID }: Config,
  code: string,
): Partial<WorkerOptions> {
  if (!deploymentName) return {};
  const buildId = WORKER_BUILD_ID ?? createHash('sha256').update(code).digest('hex').slice(0, 16);
  return {
    workerDeploymentOptions: {
      version: { deploymentName, buildId },
      useWorkerVersioning: true,
      defaultVersioningBehavior: 'PINNED',
    },
  };
}
