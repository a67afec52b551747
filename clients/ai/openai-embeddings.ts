import type { CreateEmbeddingResponse } from 'openai/resources/embeddings';
import { Failure } from '../../domain/runs/failures.js';
import { maxTokens, unmetered } from '../../domain/tutor/ai-spending.js';
import { lazyOpenAi, type OpenAiServer } from './openai-client.js';
import { callOpenAi } from './openai-errors.js';
import type { EmbeddingProvider } from './provider.js';

/**
 * Embeddings from any OpenAI-compatible server, normalized to unit length.
 * `model` of the result also names the dimension, since vectors of two sizes of one model do not mix.
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
  return {
    model: `${model}@${dimensions}`,
    dimensions,
    batchSize: 128,
    async embed(texts, _kind, { signal, meter = unmetered } = {}) {
      if (texts.length === 0) return [];
      const input = texts.reduce((sum, text) => sum + maxTokens(text), 0);
      const estimate = { model, kind: 'embedding', max: { input, output: 0 } } as const;
      const response = await meter(estimate, async () => {
        const result = await callOpenAi(server.timeoutMs, signal, (signal) =>
          client().embeddings.create({ model, input: [...texts], encoding_format: 'base64', ...size }, { signal }),
        );
        const used = result.usage?.prompt_tokens;
        return { result, used: used === undefined ? undefined : { input: used, output: 0 } };
      });
      return inOrder(response, texts.length).map((vector) => toUnit(vector, dimensions));
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
