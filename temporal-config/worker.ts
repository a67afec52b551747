import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { createErasureActivities } from '../activities/erasures.js';
import { createExportActivities } from '../activities/exports.js';
import { createMailActivities } from '../activities/mails.js';
import { createMaterialDeletionActivities } from '../activities/material-deletions.js';
import { createMaterialActivities } from '../activities/materials.js';
import { createQuestionActivities } from '../activities/questions.js';
import { createReconcilerActivities } from '../activities/reconciler.js';
import { createReembeddingActivities } from '../activities/reembeddings.js';
import { createRunActivities } from '../activities/runs.js';
import { createSweepActivities } from '../activities/sweep.js';
import { createAnswerProvider, createEmbeddingProviders } from '../clients/ai/index.js';
import { createMailTransport } from '../clients/mail/index.js';
import { createObjectStorage } from '../clients/storage.js';
import { storageLocation } from '../clients/storage-location.js';
import { type Config, loadConfig } from '../config.js';
import { createKnex } from '../db/knex.js';
import { createSentenceEncoder } from '../documents/encoder.js';
import { createDocumentReader } from '../documents/index.js';
import { createLog } from '../log.js';
import { createMeterOf } from '../services/ai/meter.js';
import { materialPassages } from '../services/questions/passage-source.js';
import { systemClock } from '../services/shared/clock.js';
import type { Log } from '../services/shared/ports.js';
import { createTemporalClient, createWorkflowStarter } from './client.js';
import { temporalConnectConfig } from './connection.js';
import { createWorkers } from './create-workers.js';
import { serveHealth } from './health.js';
import { mergeActivities } from './merge-activities.js';
import { syncSchedules } from './schedules.js';
import { createUserRuns } from './user-runs.js';

/** What activities stand on, and how to close it. */
function createResources(config: Config) {
  const db = createKnex(config.DATABASE_URL, config.DATABASE_POOL_MAX);
  const storage = createObjectStorage(storageLocation(config));
  const documents = createDocumentReader({ ocrWorkers: config.OCR_WORKERS, dpi: config.OCR_DPI });
  const encoder = createSentenceEncoder({ threads: config.ENCODER_THREADS });
  const client = createTemporalClient(config);
  const mails = createMailTransport(config);
  return { db, storage, documents, encoder, client, mails };
}

function createActivities(
  config: Config,
  { db, storage, documents, encoder, client, mails }: ReturnType<typeof createResources>,
  log: Log,
) {
  const [embeddings, ...others] = createEmbeddingProviders(config, encoder);
  const starter = createWorkflowStarter(client, config.TASK_QUEUE_PREFIX);
  const budget = { student: config.AI_BUDGET_STUDENT, total: config.AI_BUDGET_TOTAL };
  const deps = {
    ...{ db, storage, documents, mails, starter, log, clock: systemClock },
    answers: createAnswerProvider(config, encoder),
    source: materialPassages(db),
    meterOf: createMeterOf({ db, budget, prices: config.AI_PRICES, log, clock: systemClock }),
    maxPages: config.MATERIAL_MAX_PAGES,
    maxBytes: config.UPLOAD_MAX_BYTES,
    maxChunks: config.CHUNKS_PER_STUDENT,
    appUrl: config.APP_URL,
    runs: createUserRuns(client),
    erasureSecondPassMinutes: config.ERASURE_SECOND_PASS_MINUTES,
  };
  return mergeActivities([
    createRunActivities(deps),
    createMaterialActivities({ ...deps, embeddings }),
    createMaterialDeletionActivities(deps),
    createQuestionActivities({ ...deps, embeddings: [embeddings, ...others] }),
    createReembeddingActivities({ ...deps, embeddings: [embeddings, ...others] }),
    createMailActivities(deps),
    createReconcilerActivities(deps),
    createExportActivities(deps),
    createErasureActivities(deps),
    createSweepActivities(deps),
  ]);
}

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const log = createLog(config.LOG_LEVEL, 'worker');
  const logger = new DefaultLogger('ERROR', ({ message }) => log.error(message));
  Runtime.install({ shutdownSignals: [], logger });
  const { connectionOptions, namespace } = temporalConnectConfig(config);
  const connection = await NativeConnection.connect(connectionOptions);
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
  log.info({ queues: config.WORKER_QUEUES, prefix: config.TASK_QUEUE_PREFIX }, 'worker is running');
  await runs;

  health.close();
  await Promise.allSettled([
    resources.documents.close(),
    resources.encoder.close(),
    resources.db.destroy(),
    resources.storage.close(),
    resources.mails.close(),
    resources.client.connection.close(),
    connection.close(),
  ]);
}

// A worker that failed does not get better by itself, and run() may never end: end, and be started again.
main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
