import type { Knex } from 'knex';
import type { EmbeddingProvider } from '../../clients/ai/provider.js';
import { type PendingChunk, pendingChunks, reuseVectors, storeVectors } from '../../db/queries/chunk-vectors.js';
import type { Run } from '../../domain/workflow-ids.js';
import { lockRun } from '../runs.js';

export interface EmbedDeps {
  db: Knex;
  embeddings: EmbeddingProvider;
}

/**
 * Gives each chunk without a vector one, batch by batch; what is stored is not asked for again, and a text that the
 * same student has in another chunk takes the vector from there.
 * @param onBatch called after each batch with the number of chunks stored so far in this call
 * @throws Failure Superseded, and those of the embedding provider.
 */
export async function embedChunks(
  { db, embeddings }: EmbedDeps,
  run: Run,
  onBatch: (stored: number) => void,
  signal: AbortSignal,
): Promise<void> {
  let stored = 0;
  for (;;) {
    const batch = await pendingChunks(db, run.id, embeddings.batchSize);
    if (batch.length === 0) return;
    const reused = await reuse(db, run, embeddings.model, batch);
    stored += reused > 0 ? reused : await embed({ db, embeddings }, run, batch, signal);
    onBatch(stored);
  }
}

async function reuse(db: Knex, run: Run, model: string, batch: PendingChunk[]): Promise<number> {
  const ids = batch.map(({ id }) => id);
  return db.transaction(async (trx) => {
    await lockRun('materials', run, trx);
    return reuseVectors(trx, model, ids);
  });
}

async function embed({ db, embeddings }: EmbedDeps, run: Run, batch: PendingChunk[], signal: AbortSignal) {
  const texts = [...new Set(batch.map(({ text }) => text))];
  const vectors = await embeddings.embed(texts, signal);
  const vectorOf = new Map(texts.map((text, index) => [text, vectors[index] ?? []]));
  await db.transaction(async (trx) => {
    await lockRun('materials', run, trx);
    const rows = batch.map(({ id, text }) => ({ id, vector: vectorOf.get(text) ?? [] }));
    await storeVectors(trx, run.id, embeddings.model, rows);
  });
  return batch.length;
}
