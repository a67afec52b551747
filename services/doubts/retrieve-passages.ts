import type { Knex } from 'knex';
import type { EmbeddingProvider } from '../../clients/ai/provider.js';
import { DoubtMessage } from '../../db/models/doubt-message.js';
import { matchingChunks, nearestChunks } from '../../db/queries/retrieval.js';
import { Failure } from '../../domain/failures.js';
import { fuseRanks } from '../../domain/rank-fusion.js';
import type { Run } from '../../domain/workflow-ids.js';
import { lockRun } from '../runs.js';

/** Candidates each search brings to the fusion. */
const CANDIDATES = 20;
/** Chunks an answer is made from: about 1,100 words. */
const CHUNKS = 6;

export interface RetrieveDeps {
  db: Knex;
  embeddings: EmbeddingProvider;
}

/**
 * Finds the chunks to answer from, by vector and by words, fused by rank, among the asker's own.
 * @returns chunk ids, best first; none where nothing is near
 * @throws Failure Superseded, and those of the embedding provider.
 */
export async function retrievePassages(
  { db, embeddings }: RetrieveDeps,
  run: Run,
  signal: AbortSignal,
): Promise<{ chunkIds: string[] }> {
  const message = await db.transaction(async (trx) => {
    await lockRun('doubt_messages', run, trx);
    return DoubtMessage.query(trx).patchAndFetchById(run.id, { phase: 'retrieving' });
  });
  const scope = { ownerId: message.userId, materialIds: message.materialIds };
  const [vector] = await embeddings.embed([message.question], signal);
  if (!vector) throw new Failure('AiBadOutput');
  const [near, matching] = await Promise.all([
    nearestChunks(db, scope, { model: embeddings.model, vector, limit: CANDIDATES }),
    matchingChunks(db, scope, { question: message.question, limit: CANDIDATES }),
  ]);
  return { chunkIds: fuseRanks([near, matching]).slice(0, CHUNKS) };
}
