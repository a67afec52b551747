import type { Meter } from '../../domain/tutor/ai-spending.js';
import type { DisputedPart, DraftPart } from '../../domain/tutor/draft-parts.js';
import type { Turn } from '../../domain/tutor/thread.js';

/** A span of one page, as evidence for an answer. `ref` is its number in the prompt, from 1. */
export interface Passage {
  ref: number;
  text: string;
  /** Where it begins within a table, the head row of that, which stands before it. */
  tableHead?: string | null;
  /** Passages with the same number come from the same material; without it nothing is known of that. */
  source?: number;
  /** The passage of the next page, in which a sentence at the end of this one may go on. */
  goesOnIn?: number;
}

/** A question, with the thread before it. */
export interface QuestionInput {
  question: string;
  /** Oldest first. */
  turns: readonly Turn[];
}

/** What a provider drafts from passages; quotes are claims until they are verified on their page. */
export interface Draft {
  /** False when the passages do not support an answer: then all lists are empty. */
  supported: boolean;
  /** Markdown, a sentence each. */
  answer: DraftPart[];
  /** In order, where the question asks for a method. */
  steps: DraftPart[];
  keyPoints: DraftPart[];
  /** Questions that the student may want to ask next. */
  followUps: string[];
  /** How sure the provider is that this answers the question, 0 to 1. */
  confidence: number;
}

/** An answer from general knowledge: no quotes, nothing to verify. */
export interface GeneralDraft {
  /** Markdown. */
  answer: string;
  steps: string[];
  keyPoints: string[];
  followUps: string[];
  confidence: number;
}

/** A sentence of an answer with the places that it cites. */
export interface CitedSentence {
  text: string;
  /** The quoted sentences, each with the headings and the sentence before it. */
  evidence: string[];
}

/** What goes with every call. */
export interface AiCall {
  signal?: AbortSignal | undefined;
  /** Counts what calls cost; without it nobody does. */
  meter?: Meter | undefined;
}

/**
 * Writes answers. Every method throws Failure AiUnavailable, AiRateLimited, AiBadOutput, AiRefused, AiMisconfigured;
 * AiBudgetExhausted of the meter; the signal's reason when aborted.
 */
export interface AnswerProvider {
  readonly name: 'openai' | 'offline';
  readonly model: string;
  draft(input: QuestionInput, passages: readonly Passage[], call?: AiCall): Promise<Draft>;
  /**
   * Corrects parts that do not follow from their quotes: as many parts, in the same order; one without quotes has no
   * support. Null where the provider copies sentences, which need no correction.
   */
  revise:
    | ((parts: readonly DisputedPart[], passages: readonly Passage[], call?: AiCall) => Promise<DraftPart[]>)
    | null;
  /**
   * Tells of each sentence whether what it cites states it, in order; null where that was not said. Null where the
   * provider cannot judge.
   */
  judge: ((sentences: readonly CitedSentence[], call?: AiCall) => Promise<(boolean | null)[]>) | null;
  /** Answers from general knowledge. Null where the provider has none. */
  answerGenerally: ((input: QuestionInput, call?: AiCall) => Promise<GeneralDraft>) | null;
}

/** Turns texts into unit-length vectors. Vectors of different `model`s are never compared. */
export interface EmbeddingProvider {
  readonly model: string;
  readonly dimensions: number;
  /** Texts of one call at most. */
  readonly batchSize: number;
  /**
   * One vector per text, in order. Models that tell them apart put a question ('query') near its answers ('passage').
   * @throws Failure as AnswerProvider; AiMisconfigured for a wrong dimension.
   */
  embed(texts: readonly string[], kind: 'query' | 'passage', call?: AiCall): Promise<number[][]>;
}
