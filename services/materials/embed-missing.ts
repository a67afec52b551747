import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { AiCall, EmbeddingProvider } from '../../clients/ai/provider.js';
import {
  dropOtherModels,
  type PendingChunk,
  pendingChunks,
  reuseVectors,
  storeVectors,
  type VectorSet,
} from '../../db/queries/chunk-vectors.js';

export interface EmbedMissing {
  db: Knex;
  embeddings: EmbeddingProvider;
  set: VectorSet;
  /** Runs each write in a transaction in which the run's row is locked. */
  inRun<T>(write: (trx: Transaction) => Promise<T>): Promise<T>;
  /** Called after each batch with the number of chunks stored so far. */
  onBatch(stored: number): void;
  call: AiCall;
}

/**
 * Gives each chunk of a material that has no vector of a model one, batch by batch; what is stored is not asked for
 * again, and a text that the same student has in another chunk takes the vector from there.
 * @throws whatever the fence throws, and Failures of the embedding provider.
 */
export async function embedMissing(job: EmbedMissing): Promise<void> {
  let stored = 0;
  for (;;) {
    const batch = await pendingChunks(job.db, job.set, job.embeddings.batchSize);
    if (batch.length === 0) return;
    const reused = await reuse(job, batch);
    stored += reused > 0 ? reused : await embed(job, batch);
    job.onBatch(stored);
  }
}

async function reuse({ set, inRun }: EmbedMissing, batch: PendingChunk[]): Promise<number> {
  return inRun(async (trx) => {
    await makeRoom(trx, set, batch);
    return reuseVectors(
      trx,
      set,
      batch.map(({ id }) => id),
    );
  });
}

/** One vector of a chunk is searched: those of other models go when this set is the one. */
async function makeRoom(trx: Knex, set: VectorSet, batch: PendingChunk[]): Promise<void> {
  if (!set.searchable) return;
  await dropOtherModels(
    trx,
    set,
    batch.map(({ id }) => id),
  );
}

async function embed({ embeddings, set, inRun, call }: EmbedMissing, batch: PendingChunk[]): Promise<number> {
  const texts = [...new Set(batch.map(({ text }) => text))];
  const vectors = await embeddings.embed(texts, call);
  const vectorOf = new Map(texts.map((text, index) => [text, vectors[index] ?? []]));
  const rows = batch.map(({ id, text }) => ({ id, vector: vectorOf.get(text) ?? [] }));
  await inRun(async (trx) => {
    await makeRoom(trx, set, batch);
    await storeVectors(trx, set, rows);
  });
  return batch.length;
}
