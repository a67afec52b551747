import type { Part } from './parts.js';

/** Languages of documents and questions, as BCP 47 writes them. */
export const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'hi', 'ja', 'pt', 'ru', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How a question is put, and of how many documents it is. */
export const KINDS = [
  'plain',
  'simple-words',
  'exam',
  'typos',
  'one-word',
  'choice',
  'yes-no',
  'comparison',
  'follow-up',
  'example',
  'cross-lingual',
  'twins',
  'disagreement',
] as const;
export type Kind = (typeof KINDS)[number];

/** What the answer stands in; 'scan' is text with the mistakes of OCR. */
export const PLACES = ['prose', 'table', 'notes', 'definitions', 'scan'] as const;
export type Place = (typeof PLACES)[number];

/** Why the documents do not answer: they do not say this of the thing, do not know the thing, or say the contrary. */
export const TRAPS = ['aspect', 'neighbor', 'premise'] as const;
export type Trap = (typeof TRAPS)[number];

/** One fact of an answer: a document, and spans of its text; a cited sentence with any of them tells the fact. */
export interface Fact {
  document: string;
  holds: string[];
}

/** A question as it is asked. */
export interface EvaluationQuestion {
  id: string;
  part: Part;
  question: string;
  language: Language;
  kind: Kind;
  place: Place;
  /** The question that is asked before it in its thread. */
  after: string | undefined;
  /** Every fact that a whole answer tells; none where the documents do not answer. */
  facts: Fact[];
  /** Of a question that the documents do not answer. */
  trap: Trap | undefined;
  /** Facts that set a wrong premise right: an answer that cites one of them is no invention. */
  corrects: Fact[];
  /** What would answer, and stands in no document. */
  forbidden: string[];
}

/** Whether the documents answer a question. */
export const isAnswerable = ({ facts }: Pick<EvaluationQuestion, 'facts'>): boolean => facts.length > 0;
