import type { Chunk } from '../../domain/text/chunking.js';
import { headingWords, searchWords } from '../../domain/text/search-words.js';

type Worded = Pick<Chunk, 'text' | 'headingPath' | 'tableHead'>;

/** The words of a chunk's text, by which it is found. */
export const wordsOf = ({ text }: Worded): string[] => searchWords(text);

/** The words that only the headings above a chunk have, or the head of its table. */
export const wordsAbove = ({ text, headingPath, tableHead }: Worded): string[] =>
  headingWords(text, [...headingPath, ...(tableHead === null ? [] : [tableHead])]);
