import type { GuideLanguage } from '../../domain/guides/guide-language.js';
import { type Price, type Spent, spentBy } from '../../domain/tutor/ai-spending.js';
import { createGuideWriter, type GuideWriter } from './guide-writer.js';
import { createOfflineAnswers, OFFLINE_MODEL } from './offline-answers.js';
import { createOfflineQuestions } from './offline-questions.js';
import { createOpenAiAnswers } from './openai-answers.js';
import { createOpenAiEmbeddings } from './openai-embeddings.js';
import { createOpenAiQuestions } from './openai-questions.js';
import { PROMPT_VERSION } from './prompt.js';
import type { AnswerProvider, EmbeddingProvider } from './provider.js';
import type { QuestionWriter } from './question-writer.js';
import { wordsOnly } from './words-only.js';

/** The part of the configuration that says which AI is used; config.ts tells what each variable means. */
export interface AiConfig {
  OPENAI_API_KEY?: string | undefined;
  OPENAI_BASE_URL?: string | undefined;
  OPENAI_CHAT_MODEL: string;
  EMBEDDINGS_PROVIDER?: 'openai' | 'offline' | undefined;
  GUIDES_PROVIDER?: 'openai' | 'offline' | undefined;
  EMBEDDINGS_BASE_URL?: string | undefined;
  EMBEDDINGS_API_KEY?: string | undefined;
  EMBEDDINGS_MODEL: string;
  EMBEDDINGS_DIMENSIONS: number;
  OPENAI_CONTEXT_TOKENS?: number | undefined;
  AI_FIRST_TOKEN_SECONDS: number;
  AI_SILENCE_SECONDS: number;
  AI_PRICES: Readonly<Record<string, Price>>;
  AI_BUDGET_STUDENT: number;
  AI_BUDGET_TOTAL: number;
  AI_TOKENS_STUDENT: number;
  AI_TOKENS_TOTAL: number;
}

const hasOpenAi = ({ OPENAI_API_KEY, OPENAI_BASE_URL }: AiConfig): boolean =>
  OPENAI_API_KEY !== undefined || OPENAI_BASE_URL !== undefined;

/** Tokens of the shortest prompt with passages, and of a short answer. */
const SMALL_ANSWER = { input: 2_000, output: 200 };

/** The least that an answer of the configured model costs. */
export const minAnswerCost = ({ AI_PRICES, OPENAI_CHAT_MODEL }: AiConfig): Spent =>
  spentBy(AI_PRICES[OPENAI_CHAT_MODEL], SMALL_ANSWER);

/** The models on servers that AI_PRICES does not name: their calls are counted in tokens. */
export function unpricedModels(config: AiConfig): string[] {
  const chat = hasOpenAi(config) ? [config.OPENAI_CHAT_MODEL] : [];
  const embeddings = embedsOffline(config) ? [] : [config.EMBEDDINGS_MODEL];
  return [...chat, ...embeddings].filter((model) => config.AI_PRICES[model] === undefined);
}

/** What may be spent in a day (UTC): micro-dollars, and tokens of models without a price. */
export const aiBudgets = (config: AiConfig) => ({
  student: { micros: config.AI_BUDGET_STUDENT, tokens: config.AI_TOKENS_STUDENT },
  total: { micros: config.AI_BUDGET_TOTAL, tokens: config.AI_TOKENS_TOTAL },
});

/** Who answers, and how: answers of another are not given again. */
export interface Answerer {
  provider: AnswerProvider['name'];
  model: string;
  /** Of the prompt; an offline model's own name tells its version. */
  version: string;
}

/** Who answers by this configuration. */
export const answererOf = (config: AiConfig): Answerer =>
  hasOpenAi(config)
    ? { provider: 'openai', model: config.OPENAI_CHAT_MODEL, version: PROMPT_VERSION }
    : { provider: 'offline', model: OFFLINE_MODEL, version: '' };

/**
 * The chat model where a key or a base URL is set, else extraction with the offline encoder, or by words alone where
 * there is none. Opens nothing.
 */
export function createAnswerProvider(config: AiConfig, encoder: EmbeddingProvider = wordsOnly): AnswerProvider {
  if (!hasOpenAi(config)) return createOfflineAnswers({ embed: encoder.embed });
  return createOpenAiAnswers(chatServer(config));
}

/** The chat model that writes summaries of guides, by GUIDES_PROVIDER; null where none does. Opens nothing. */
export const createGuideWriterIfAny = (config: AiConfig): GuideWriter | null =>
  hasOpenAi(config) && config.GUIDES_PROVIDER !== 'offline' ? createGuideWriter(chatServer(config)) : null;

/** Who drafts questions: the chat model where there is one, else rules over the sentences of a text. Opens nothing. */
export const createQuestionWriter = (
  config: AiConfig,
  languages: () => Promise<readonly GuideLanguage[]>,
): QuestionWriter =>
  hasOpenAi(config) ? createOpenAiQuestions(chatServer(config)) : createOfflineQuestions(languages);

const chatServer = (config: AiConfig) => ({
  apiKey: config.OPENAI_API_KEY,
  baseUrl: config.OPENAI_BASE_URL,
  model: config.OPENAI_CHAT_MODEL,
  contextTokens: config.OPENAI_CONTEXT_TOKENS,
  timeoutMs: config.AI_FIRST_TOKEN_SECONDS * 1000,
  silenceMs: config.AI_SILENCE_SECONDS * 1000,
});

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
    timeoutMs: config.AI_FIRST_TOKEN_SECONDS * 1000,
  });
}
