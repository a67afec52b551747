import { costOf, type Price } from '../../domain/tutor/ai-spending.js';
import { createOfflineAnswers } from './offline-answers.js';
import { createOpenAiAnswers } from './openai-answers.js';
import { createOpenAiEmbeddings } from './openai-embeddings.js';
import type { AnswerProvider, EmbeddingProvider } from './provider.js';
import { wordsOnly } from './words-only.js';

/** The part of the configuration that says which AI is used; config.ts tells what each variable means. */
export interface AiConfig {
  OPENAI_API_KEY?: string | undefined;
  OPENAI_BASE_URL?: string | undefined;
  OPENAI_CHAT_MODEL: string;
  EMBEDDINGS_PROVIDER?: 'openai' | 'offline' | undefined;
  EMBEDDINGS_BASE_URL?: string | undefined;
  EMBEDDINGS_API_KEY?: string | undefined;
  EMBEDDINGS_MODEL: string;
  EMBEDDINGS_DIMENSIONS: number;
  AI_TIMEOUT_SECONDS: number;
  AI_PRICES: Readonly<Record<string, Price>>;
}

const hasOpenAi = ({ OPENAI_API_KEY, OPENAI_BASE_URL }: AiConfig): boolean =>
  OPENAI_API_KEY !== undefined || OPENAI_BASE_URL !== undefined;

/** Tokens of the shortest prompt with passages, and of a short answer. */
const SMALL_ANSWER = { input: 2_000, output: 200 };

/** The least that an answer of the configured model costs, in micro-dollars. */
export const minAnswerCost = ({ AI_PRICES, OPENAI_CHAT_MODEL }: AiConfig): number =>
  costOf(AI_PRICES[OPENAI_CHAT_MODEL], SMALL_ANSWER);

/**
 * The chat model where a key or a base URL is set, else extraction with the offline encoder, or by words alone where
 * there is none. Opens nothing.
 */
export function createAnswerProvider(config: AiConfig, encoder: EmbeddingProvider = wordsOnly): AnswerProvider {
  if (!hasOpenAi(config)) return createOfflineAnswers({ embed: encoder.embed });
  return createOpenAiAnswers({
    apiKey: config.OPENAI_API_KEY,
    baseUrl: config.OPENAI_BASE_URL,
    model: config.OPENAI_CHAT_MODEL,
    timeoutMs: config.AI_TIMEOUT_SECONDS * 1000,
  });
}

/**
 * Every provider of embeddings there is, the one for new vectors first: vectors of the offline encoder can still be
 * searched after another provider was configured.
 */
export function createEmbeddingProviders(
  config: AiConfig,
  encoder: EmbeddingProvider | undefined,
): [EmbeddingProvider, ...EmbeddingProvider[]] {
  const current = createEmbeddingProvider(config, encoder);
  return encoder === undefined || current === encoder ? [current] : [current, encoder];
}

/** Whether vectors are those of the offline encoder. */
export const embedsOffline = (config: AiConfig): boolean =>
  (config.EMBEDDINGS_PROVIDER ?? (hasOpenAi(config) ? 'openai' : 'offline')) === 'offline';

/**
 * Embeddings by EMBEDDINGS_PROVIDER, by default of the same kind as the answers; offline it is the encoder itself, or
 * none where it cannot be had.
 */
export function createEmbeddingProvider(config: AiConfig, encoder: EmbeddingProvider | undefined): EmbeddingProvider {
  if (embedsOffline(config)) return encoder ?? wordsOnly;
  return createOpenAiEmbeddings({
    apiKey: config.EMBEDDINGS_API_KEY ?? config.OPENAI_API_KEY,
    baseUrl: config.EMBEDDINGS_BASE_URL ?? config.OPENAI_BASE_URL,
    model: config.EMBEDDINGS_MODEL,
    dimensions: config.EMBEDDINGS_DIMENSIONS,
    timeoutMs: config.AI_TIMEOUT_SECONDS * 1000,
  });
}
