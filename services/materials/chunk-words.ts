import type { ChunkInLanguage } from '../../domain/text/chunk-changes.js';
import { headingWords, type IndexedWords, indexedWords } from '../../domain/text/search-words.js';

type Worded = Pick<ChunkInLanguage, 'text' | 'headingPath' | 'tableHead' | 'language'>;

/** The words of a chunk's text, by which it is found. */
export const wordsOf = ({ text, language }: Worded): IndexedWords => indexedWords(text, language);

/** The words that only the headings above a chunk have, or the head of its table. */
export const wordsAbove = ({ text, headingPath, tableHead }: Worded): string[] =>
  headingWords(text, [...headingPath, ...(tableHead === null ? [] : [tableHead])]);
