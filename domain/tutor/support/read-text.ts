import { type Clause, clausesOf } from './clauses.js';
import { contentWordsOf } from './content-words.js';
import type { Lexicon } from './lexicon.js';
import { type Measures, measuresOf } from './quantities.js';
import { type Word, wordsOf } from './words.js';

/** A text taken apart, as the rules look at it. */
export interface ReadText {
  text: string;
  lexicon: Lexicon;
  words: Word[];
  /** The words among these that say something of their own. */
  content: Word[];
  measures: Measures;
  clauses: Clause[];
}

/** Takes a text apart into words, numbers and clauses. */
export function readText(text: string, lexicon: Lexicon): ReadText {
  const words = wordsOf(text, lexicon);
  const measures = measuresOf(text, lexicon);
  const content = contentWordsOf(words, lexicon, measures.quantities);
  return { text, lexicon, words, content, measures, clauses: clausesOf(text, lexicon) };
}
