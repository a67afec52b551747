import { replaceFormulas } from '../../text/formulas.js';
import { texForNumbers } from '../../text/plain-tex.js';
import { type Clause, clausesOf } from './clauses.js';
import type { Lexicon } from './lexicon.js';
import { type Measures, measuresOf } from './quantities.js';
import { contentWordsOf, type Word, wordsOf } from './words.js';

/** A text taken apart, as the rules look at it. */
export interface ReadText {
  text: string;
  lexicon: Lexicon;
  words: Word[];
  /** The words among these that say something of their own: no numbers, units, or words of grammar. */
  content: Word[];
  measures: Measures;
  clauses: Clause[];
}

/** What a sentence is held against. */
export interface Places {
  quote: ReadText;
  /** The sentences with the quotes in them. */
  around: ReadText;
  /** The headings above, and the sentence before. */
  context: Pick<ReadText, 'words'>;
}

/** Takes a text apart into words, numbers and clauses; formulas are read as plain text has them. */
export function readText(original: string, lexicon: Lexicon): ReadText {
  const text = replaceFormulas(original, texForNumbers).replace(/\^\{([-−+]?\d+)\}/g, '^$1');
  const words = wordsOf(text, lexicon);
  const measures = measuresOf(text, lexicon);
  const isCounted = ({ start, end }: Word) => measures.quantities.some((one) => start < one.end && one.start < end);
  const content = contentWordsOf(words, lexicon).filter((word) => !isCounted(word));
  return { text, lexicon, words, content, measures, clauses: clausesOf(text, lexicon) };
}

/** A sentence without the marks of Markdown; within `2*3` and `snake_case` they are none. */
export const plainText = (markdown: string): string =>
  markdown
    .replace(/^\s*(?:[-*+]|\d+[.)]|#{1,6}|>)\s+/gm, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(?<![\p{Script=Latin}\d])[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}(?![\p{Script=Latin}\d])/gu, '');
