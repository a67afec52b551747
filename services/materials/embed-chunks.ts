import type { Knex } from 'knex';
import type { EmbeddingProvider } from '../../clients/ai/provider.js';
import { pendingChunks, storeVectors } from '../../db/queries/chunk-vectors.js';
import type { Run } from '../../domain/workflow-ids.js';
import { lockRun } from '../runs.js';

export interface EmbedDeps {
  db: Knex;
  embeddings: EmbeddingProvider;
}

/**
 * Gives each chunk without a vector one, batch by batch; what is stored is not asked for again.
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
    const vectors = await embeddings.embed(
      batch.map(({ text }) => text),
      signal,
    );
    await db.transaction(async (trx) => {
      await lockRun('materials', run, trx);
      const rows = batch.map(({ id }, index) => ({ id, vector: vectors[index] ?? [] }));
      await storeVectors(trx, run.id, embeddings.model, rows);
    });
    stored += batch.length;
    onBatch(stored);
  }
}
