/** A stretch of one page, given to a provider as evidence. `ref` is its number in the prompt, from 1. */
export interface Passage {
  ref: number;
  text: string;
}

/** What a provider drafts; quotes are claims until they are verified on their page. */
export interface DraftAnswer {
  /** False when the passages do not support an answer: then there is no text and no citation. */
  supported: boolean;
  /** Markdown. */
  answer: string;
  /** Short literal quotes, each from the passage with that ref. */
  citations: { ref: number; quote: string }[];
}

/** Writes answers from passages. */
export interface AnswerProvider {
  readonly name: 'openai' | 'offline';
  readonly model: string;
  /** @throws Failure AiUnavailable, AiRateLimited, AiBadOutput, AiRefused, AiMisconfigured. */
  answer(question: string, passages: readonly Passage[], signal?: AbortSignal): Promise<DraftAnswer>;
}

/** Turns texts into unit-length vectors. Vectors of different `model`s are never compared. */
export interface EmbeddingProvider {
  readonly model: string;
  readonly dimensions: number;
  /** Most texts one call may carry. */
  readonly batchSize: number;
  /** One vector per text, in order. @throws Failure as AnswerProvider; AiMisconfigured for a wrong dimension. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<number[][]>;
}
