import { createEmbeddingProviders } from '../clients/ai/index.js';
import type { Config } from '../config.js';
import { queueLessonIndex } from '../services/lessons/queue-lesson-index.js';
import { systemClock } from '../services/shared/clock.js';
import type { Log } from '../services/shared/ports.js';
import { createWorkflowStarter } from './client.js';
import type { Resources } from './create-activities.js';

/** Begins to make lessons searchable that came or changed while no worker was there, or since another model is configured. */
export async function startLessonIndex(config: Config, { db, client, encoders }: Resources, log: Log): Promise<void> {
  const [embeddings] = createEmbeddingProviders(config, encoders.ofDocuments);
  const starter = createWorkflowStarter(client, config.TASK_QUEUE_PREFIX);
  await queueLessonIndex({ db, starter, log, clock: systemClock, embeddings });
}
