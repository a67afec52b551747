import { createBoardActivities } from '../activities/boards.js';
import { createErasureActivities } from '../activities/erasures.js';
import { createExportActivities } from '../activities/exports.js';
import { createFairnessActivities } from '../activities/fairness.js';
import { createGameActivities } from '../activities/game.js';
import { createGuideActivities } from '../activities/guides.js';
import { createLeagueActivities } from '../activities/leagues.js';
import { createLessonActivities } from '../activities/lessons.js';
import { createMailActivities } from '../activities/mails.js';
import { createMaterialDeletionActivities } from '../activities/material-deletions.js';
import { createMaterialActivities } from '../activities/materials.js';
import { createQuestionActivities } from '../activities/questions.js';
import { createQuizActivities } from '../activities/quizzes.js';
import { createRecommendationActivities } from '../activities/recommendations.js';
import { createReconcilerActivities } from '../activities/reconciler.js';
import { createReembeddingActivities } from '../activities/reembeddings.js';
import { createRetirementActivities } from '../activities/retirement.js';
import { createReviewActivities } from '../activities/reviews.js';
import { createRunActivities } from '../activities/runs.js';
import { createStudyActivities } from '../activities/study.js';
import { createSweepActivities } from '../activities/sweep.js';
import {
  aiBudgets,
  createAnswerProvider,
  createEmbeddingProviders,
  createGuideWriterIfAny,
  createQuestionWriter,
} from '../clients/ai/index.js';
import { createMailTransport } from '../clients/mail/index.js';
import { createObjectStorage } from '../clients/storage.js';
import { storageLocation } from '../clients/storage-location.js';
import { type Config, publicUrlOf } from '../config.js';
import { createKnex } from '../db/knex.js';
import { createSentenceEncoder } from '../documents/encoder.js';
import { hasEncoder } from '../documents/encoder-library.js';
import { createDocumentReader } from '../documents/index.js';
import { createMeterOf } from '../services/ai/meter.js';
import { loadGuideLanguages } from '../services/content/load-guide-languages.js';
import { createAboutExamples } from '../services/guides/about-examples.js';
import { createPassageSource } from '../services/questions/passage-source.js';
import { createWeightTrainer } from '../services/reviews/weight-trainer.js';
import { systemClock } from '../services/shared/clock.js';
import type { Log } from '../services/shared/ports.js';
import { createTemporalClient, createWorkflowStarter } from './client.js';
import { mergeActivities } from './merge-activities.js';
import type { EngineMetrics } from './metrics/engine-metrics.js';
import { createUserRuns } from './user-runs.js';

/** What activities stand on; `closeResources` ends it. */
export type Resources = ReturnType<typeof createResources>;

/** Opens what activities stand on. Nothing is connected before it is used. */
export function createResources(config: Config, { ocrRead }: Partial<EngineMetrics> = {}) {
  const db = createKnex(config.DATABASE_URL, config.DATABASE_POOL_MAX, config.WORKER_STATEMENT_SECONDS * 1_000);
  const storage = createObjectStorage(storageLocation(config));
  const documents = createDocumentReader({
    ...{ ocrWorkers: config.OCR_WORKERS, dpi: config.OCR_DPI, ocrDataFolder: config.OCR_DATA_FOLDER },
    onOcr: ocrRead,
  });
  const client = createTemporalClient(config);
  const mails = createMailTransport(config);
  return { db, storage, documents, encoders: createEncoders(config), trainer: createWeightTrainer(), client, mails };
}

/** A question does not wait behind documents: it has an encoder of its own. Neither is there without the package. */
function createEncoders({ ENCODER_FOLDER: folder, ENCODER_THREADS: threads }: Config) {
  if (folder === undefined || !hasEncoder(folder)) return { ofDocuments: undefined, ofQuestions: undefined };
  const ofDocuments = createSentenceEncoder({ folder, threads });
  return { ofDocuments, ofQuestions: createSentenceEncoder({ folder, serves: 'questions' }) };
}

/** Every activity that a worker may be asked for. */
export type Activities = ReturnType<typeof createActivities>;

/** The activities of a worker, over its resources. */
export function createActivities(
  config: Config,
  { db, storage, documents, encoders, trainer, client, mails }: Resources,
  log: Log,
  { aiCalled }: Partial<EngineMetrics> = {},
) {
  const { ofQuestions, ofDocuments } = encoders;
  const embeddings = createEmbeddingProviders(config, ofDocuments);
  const starter = createWorkflowStarter(client, config.TASK_QUEUE_PREFIX);
  let known: ReturnType<typeof loadGuideLanguages> | undefined;
  const languages = () => {
    known ??= loadGuideLanguages();
    return known;
  };
  const deps = {
    ...{ db, storage, documents, trainer, mails, starter, log, clock: systemClock },
    answers: createAnswerProvider(config, ofQuestions),
    writer: createGuideWriterIfAny(config),
    questionWriter: createQuestionWriter(config, languages),
    encoder: ofDocuments ?? null,
    questionEncoder: ofQuestions ?? null,
    languages,
    aboutExamples: createAboutExamples({
      encoders: ofQuestions && ofDocuments ? { ofQuestions, ofDocuments } : null,
      languages,
    }),
    source: createPassageSource(db),
    meterOf: createMeterOf({
      ...{ db, budget: aiBudgets(config), prices: config.AI_PRICES, log },
      ...{ clock: systemClock, onCall: aiCalled },
    }),
    maxPages: config.MATERIAL_MAX_PAGES,
    pagesPerDay: config.PAGES_PER_DAY,
    maxBytes: config.UPLOAD_MAX_BYTES,
    maxChunks: config.CHUNKS_PER_STUDENT,
    appUrl: config.APP_URL,
    publicUrl: publicUrlOf(config, config.API_PORT),
    runs: createUserRuns(client),
    erasureSecondPassMinutes: config.ERASURE_SECOND_PASS_MINUTES,
  };
  return mergeActivities([
    createRunActivities(deps),
    createMaterialActivities({ ...deps, embeddings: embeddings[0] }),
    createMaterialDeletionActivities(deps),
    createQuestionActivities({ ...deps, embeddings: createEmbeddingProviders(config, ofQuestions) }),
    createReembeddingActivities({ ...deps, embeddings }),
    createGuideActivities(deps),
    createGameActivities(deps),
    createStudyActivities(deps),
    createReviewActivities(deps),
    createQuizActivities(deps),
    createRetirementActivities(deps),
    createMailActivities(deps),
    createRecommendationActivities(deps),
    createBoardActivities(deps),
    createLeagueActivities(deps),
    createFairnessActivities(deps),
    createLessonActivities({ ...deps, embeddings: embeddings[0] }),
    createReconcilerActivities({ ...deps, embeddings: embeddings[0] }),
    createExportActivities(deps),
    createErasureActivities(deps),
    createSweepActivities(deps),
  ]);
}

/** Ends threads and connections; what is running in them fails. */
export async function closeResources({
  db,
  storage,
  documents,
  encoders,
  trainer,
  client,
  mails,
}: Resources): Promise<void> {
  storage.close();
  const ends = [
    documents.close(),
    trainer.close(),
    encoders.ofDocuments?.close(),
    encoders.ofQuestions?.close(),
    db.destroy(),
    mails.close(),
    client.connection.close(),
  ];
  await Promise.allSettled(ends);
}
