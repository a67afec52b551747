import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { EmbeddingProvider } from '../../clients/ai/provider.js';
import {
  chunksOfKnownText,
  dropOtherModels,
  type PendingChunk,
  pendingChunks,
  reuseVectors,
  storeVectors,
  type VectorSet,
} from '../../db/queries/chunk-vectors.js';
import type { Meter } from '../../domain/tutor/ai-spending.js';
import { wordsAbove, wordsOf } from './chunk-words.js';

export interface EmbedMissingDeps {
  db: Knex;
  embeddings: EmbeddingProvider;
  meter: Meter;
}

export interface EmbedMissingInput {
  set: VectorSet;
  /** Runs each write in a transaction in which the run's row is locked. */
  inRun<T>(write: (trx: Transaction) => Promise<T>): Promise<T>;
  /** Called after each batch with the number of chunks stored so far. */
  onBatch(stored: number): void;
  /** Whether it is another's turn; without it all are embedded. */
  isTurnOver?(): boolean;
}

/**
 * Gives each chunk of a material that has no vector of a model one, batch by batch; what is stored is not asked for
 * again, and a text that the same student has in another chunk takes the vector from there. A chunk is searched by its
 * words until its vector is stored.
 * @returns whether none is missing; false where the turn was over first
 * @throws whatever the fence throws, and Failures of the embedding provider.
 */
export async function embedMissing(
  deps: EmbedMissingDeps,
  input: EmbedMissingInput,
  signal: AbortSignal,
): Promise<boolean> {
  let stored = 0;
  for (;;) {
    const batch = await pendingChunks(deps.db, input.set, deps.embeddings.batchSize);
    if (batch.length === 0) return true;
    if (stored > 0 && input.isTurnOver?.()) return false;
    const reused = await reuse(input, batch);
    stored += reused > 0 ? reused : await embed(deps, input, batch, signal);
    input.onBatch(stored);
  }
}

async function reuse({ set, inRun }: EmbedMissingInput, batch: PendingChunk[]): Promise<number> {
  return inRun(async (trx) => {
    const known = new Set(await chunksOfKnownText(trx, set, idsOf(batch)));
    if (known.size === 0) return 0;
    const chunks = batch.filter(({ id }) => known.has(id));
    await makeRoom(set, chunks, trx);
    return reuseVectors(
      trx,
      set,
      chunks.map((chunk) => ({ id: chunk.id, headings: wordsAbove(chunk) })),
    );
  });
}

const idsOf = (chunks: readonly PendingChunk[]): string[] => chunks.map(({ id }) => id);

/** One vector of a chunk is searched: those of other models go when this set is the one. */
async function makeRoom(set: VectorSet, batch: PendingChunk[], trx: Transaction): Promise<void> {
  if (!set.searchable) return;
  await dropOtherModels(trx, set, idsOf(batch));
}

async function embed(
  { embeddings, meter }: EmbedMissingDeps,
  { set, inRun }: EmbedMissingInput,
  batch: PendingChunk[],
  signal: AbortSignal,
): Promise<number> {
  const texts = [...new Set(batch.map(embeddedText))];
  const vectors = await embeddings.embed(texts, 'passage', { signal, meter });
  const vectorOf = new Map(texts.map((text, index) => [text, vectors[index] ?? []]));
  const rows = batch.map((chunk) => ({
    id: chunk.id,
    vector: vectorOf.get(embeddedText(chunk)) ?? [],
    ...wordsOf(chunk),
    headings: wordsAbove(chunk),
  }));
  await inRun(async (trx) => {
    await makeRoom(set, batch, trx);
    await storeVectors(trx, set, rows);
  });
  return batch.length;
}

/** Rows mean something below the head of their table alone. */
const embeddedText = ({ text, tableHead }: PendingChunk): string =>
  tableHead === null ? text : `${tableHead}\n${text}`;
