import { createEmbeddingProviders } from '../clients/ai/index.js';
import type { Config } from '../config.js';
import { queueReembeddings } from '../services/reembedding/queue-reembeddings.js';
import { systemClock } from '../services/shared/clock.js';
import type { Log } from '../services/shared/ports.js';
import type { Resources } from './create-activities.js';

/** Queues the materials for a move whose vectors no provider here can be asked with: those of an encoder that is gone. */
export async function replaceUnknownModels(config: Config, { db, encoders }: Resources, log: Log): Promise<void> {
  const providers = createEmbeddingProviders(config, encoders.ofDocuments);
  const [{ model, dimensions }] = providers;
  if (dimensions === 0) return log.warn({}, 'there is no encoder: materials are searched by words alone');
  const unless = providers.map((provider) => provider.model);
  const queued = await queueReembeddings({ db, clock: systemClock }, { model, unless });
  if (queued > 0) log.info({ queued, model }, 'materials move to the vectors of another model');
}
