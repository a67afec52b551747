import type { CreateEmbeddingResponse } from 'openai/resources/embeddings';
import { Failure } from '../../domain/runs/failures.js';
import { maxTokens, unmetered } from '../../domain/tutor/ai-spending.js';
import { lazyOpenAi, type OpenAiServer } from './openai-client.js';
import { callOpenAi, mayTakeLess } from './openai-errors.js';
import type { AiCall, EmbeddingProvider } from './provider.js';

/** Texts of a request, as long as the server takes so many. */
const MAX_BATCH = 128;

/**
 * Embeddings from any OpenAI-compatible server, normalized to unit length.
 * `model` of the result also names the dimension, since vectors of two sizes of one model do not mix.
 * How many texts the server takes at a time is found out where it refuses more, and remembered.
 * Its `embed` throws Failure (see EmbeddingProvider), or the signal's reason when aborted.
 */
export function createOpenAiEmbeddings({
  model,
  dimensions,
  ...server
}: OpenAiServer & { model: string; dimensions: number }): EmbeddingProvider {
  const client = lazyOpenAi(server);
  // Only this family can shorten its vectors; other servers refuse the parameter.
  const size = model.startsWith('text-embedding-3') ? { dimensions } : {};
  let taken = MAX_BATCH;

  /** @returns undefined where the server may take fewer texts */
  const request = (texts: readonly string[], { signal, meter = unmetered }: AiCall) => {
    const input = texts.reduce((sum, text) => sum + maxTokens(text), 0);
    return meter({ model, kind: 'embedding', max: { input, output: 0 } }, async () => {
      const result = await callOpenAi(server.timeoutMs, signal, (signal) =>
        client()
          .embeddings.create({ model, input: [...texts], encoding_format: 'base64', ...size }, { signal })
          .catch((error: unknown) => {
            if (texts.length > 1 && mayTakeLess(error)) return undefined;
            throw error;
          }),
      );
      const used = result ? result.usage?.prompt_tokens : 0;
      return { result, used: used === undefined ? undefined : { input: used, output: 0 } };
    });
  };

  return {
    model: `${model}@${dimensions}`,
    dimensions,
    get batchSize() {
      return taken;
    },
    async embed(texts, _kind, call = {}) {
      const vectors: number[][] = [];
      let most = taken;
      while (vectors.length < texts.length) {
        const batch = texts.slice(vectors.length, vectors.length + most);
        const response = await request(batch, call);
        if (response) vectors.push(...inOrder(response, batch.length).map((vector) => toUnit(vector, dimensions)));
        else most = Math.ceil(batch.length / 2);
      }
      taken = Math.min(taken, most);
      return vectors;
    },
  };
}

function inOrder({ data }: CreateEmbeddingResponse, count: number): number[][] {
  if (!Array.isArray(data)) throw new Failure('AiBadOutput');
  const sorted = [...data].sort((a, b) => a.index - b.index);
  if (sorted.length !== count) throw new Failure('AiBadOutput');
  return sorted.map(({ embedding }) => decode(embedding));
}

/** Some servers send plain numbers although base64 (a quarter of the bytes) is requested. */
function decode(embedding: unknown): number[] {
  if (Array.isArray(embedding)) return embedding.map(Number);
  if (typeof embedding !== 'string') throw new Failure('AiBadOutput');
  const bytes = Buffer.from(embedding, 'base64');
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => bytes.readFloatLE(index * 4));
}

function toUnit(vector: readonly number[], dimensions: number): number[] {
  if (vector.length !== dimensions) throw new Failure('AiMisconfigured');
  const length = Math.hypot(...vector);
  if (!Number.isFinite(length) || length === 0) throw new Failure('AiBadOutput');
  return vector.map((value) => value / length);
}
