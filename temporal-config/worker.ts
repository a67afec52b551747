import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { unpricedModels } from '../clients/ai/index.js';
import { loadConfig } from '../config.js';
import { createLog } from '../log.js';
import { tellUnpriced } from '../services/ai/tell-unpriced.js';
import { temporalConnectConfig } from './connection.js';
import { closeResources, createActivities, createResources } from './create-activities.js';
import { createWorkers } from './create-workers.js';
import { serveHealth } from './health.js';
import { replaceUnknownModels } from './replace-unknown-models.js';
import { syncSchedules } from './schedules.js';
import { startLessonIndex } from './start-lesson-index.js';

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const log = createLog(config.LOG_LEVEL, 'worker');
  const logger = new DefaultLogger('ERROR', ({ message }) => log.error(message));
  Runtime.install({ shutdownSignals: [], logger });
  const { connectionOptions, namespace } = temporalConnectConfig(config);
  const connection = await NativeConnection.connect(connectionOptions);
  tellUnpriced(unpricedModels(config), log);
  const resources = createResources(config);
  const activities = createActivities(config, resources, log);
  const workers = await createWorkers({ config, connection, namespace, activities, log });
  const running = () => workers.every((worker) => worker.getState() === 'RUNNING');
  const health = await serveHealth(config.WORKER_HOST, config.WORKER_HEALTH_PORT, running);

  const stop = () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);

  const runs = Promise.all(workers.map((worker) => worker.run()));
  if (config.WORKER_QUEUES.includes('core')) await syncSchedules(resources.client, config.TASK_QUEUE_PREFIX);
  if (config.WORKER_QUEUES.includes('embedding')) {
    await replaceUnknownModels(config, resources, log);
    await startLessonIndex(config, resources, log);
  }
  log.info({ queues: config.WORKER_QUEUES, prefix: config.TASK_QUEUE_PREFIX }, 'worker is running');
  await runs;

  health.close();
  await Promise.allSettled([closeResources(resources), connection.close()]);
}

// A worker that failed does not get better by itself, and run() may never end: end, and be started again.
main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
