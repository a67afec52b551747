import type { LanguageCode } from '../../tutor/support/languages/language-data.js';
import type { DraftQuestion } from '../draft-question.js';

/** What a question is checked for, one name a rule. */
export const CHECKS = [
  'shape',
  'right-answers',
  'distinct-options',
  'catch-all-options',
  'absolute-words',
  'unmarked-negation',
  'answer-in-stem',
  'grammar-cue',
  'key-length',
  'explanation-places',
  'explanation-numbers',
  'numeric-key',
  'tex',
  'quote',
  'true-or-false',
  'twin',
] as const;

export type Check = (typeof CHECKS)[number];

/** What is wrong with a question, and where. */
export interface Flaw {
  check: Check;
  /** As a path: `wrong[1]`. */
  field: string;
  message: string;
}

/** What a question is held against. */
export interface CheckContext {
  /** The text that its quote must stand in. */
  source: string;
  /** The language that is taken where its words do not tell. */
  language: LanguageCode;
  /** Those of its topic or quiz, and the last that its student had; itself may be among them. */
  others: readonly DraftQuestion[];
  /** How like it another question is by meaning, from -1 to 1; undefined where nothing can tell. */
  similarity?: (other: DraftQuestion) => number | undefined;
}

/** Looks at a question for one kind of flaw. */
export type Rule = (question: DraftQuestion, context: CheckContext) => Flaw[];
