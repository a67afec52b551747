import { searchWords } from '../../text/search-words.js';
import type { Source, SourceSentence } from './source.js';

/** Share of a statement's words from which on another sentence may say the same. */
const SAME = 0.6;

/** Whether another sentence of the source may make a statement true: it has what was put in, and most of the rest. */
export function isStatedElsewhere(
  statement: string,
  put: string,
  own: SourceSentence,
  { sentences, lexicon }: Source,
): boolean {
  const said = searchWords(statement).filter((word) => !lexicon.functionWords.has(word));
  const needed = searchWords(put);
  return sentences.some((sentence) => {
    if (sentence === own) return false;
    const words = new Set(searchWords(sentence.text));
    if (!needed.every((word) => words.has(word))) return false;
    return said.filter((word) => words.has(word)).length >= SAME * said.length;
  });
}
