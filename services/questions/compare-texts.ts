import { embedInBatches } from '../../clients/ai/embed-in-batches.js';
import type { EmbeddingProvider } from '../../clients/ai/provider.js';
import { type Similarity, similarityOf } from '../../domain/tutor/support/similarity.js';

/** Gives the similarity of texts, as far as it can be had. @throws the signal's reason */
export type CompareTexts = (texts: readonly string[], signal: AbortSignal) => Promise<Similarity>;

/** Texts that are compared for one answer at most, some seconds of work. */
const MAX_TEXTS = 240;

/**
 * Compares texts by their vectors, each made once for as long as what this gives is kept. Both sides of a comparison
 * are embedded alike. What cannot be embedded, or where there is no encoder, is not compared: rules decide without.
 */
export function createCompareTexts(encoder: Pick<EmbeddingProvider, 'embed'> | null): CompareTexts {
  const vectors = new Map<string, number[]>();
  return async (texts, signal) => {
    const missing = encoder ? [...new Set(texts)].filter((text) => !vectors.has(text)).slice(0, MAX_TEXTS) : [];
    const made = await embedInBatches(
      missing,
      async (batch) => (await encoder?.embed(batch, 'query', { signal })) ?? [],
    ).catch(() => []);
    signal.throwIfAborted();
    for (const [n, vector] of made.entries()) vectors.set(missing[n] ?? '', vector);
    return similarityOf(vectors);
  };
}
