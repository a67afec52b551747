import { align } from './alignment.js';
import { hasWord } from './matching.js';
import type { ReadText } from './read-text.js';
import { isSameWord, type Word } from './words.js';

/** Words of a sentence, and those of its quotes that stand in their place. */
export interface Replacement {
  /** Content words of the sentence before these. */
  before: number;
  /** All words of both, and the content words among them. */
  words: readonly Word[];
  quoteWords: readonly Word[];
  said: Word[];
  stated: Word[];
  /** Those of `stated` that the sentence has nowhere. */
  lost: Word[];
}

/** A sentence beside its quotes, word by word, in one language. */
export interface SideBySide {
  claim: ReadText;
  quote: ReadText;
  /** Share of the sentence's words that stand in the quotes in the same order. */
  copied: number;
  /** What stands in the sentence instead, from the first to the last. */
  replacements: Replacement[];
}

export const isContentOf = ({ content }: ReadText, word: Word): boolean =>
  content.some(({ start, folded }) => start === word.start && folded === word.folded);

export const textOf = (words: readonly Word[]): string => words.map(({ text }) => text).join(' ');

/** Puts a sentence beside its quotes, so that as many words as can be stand at the same place. */
export function putSideBySide(claim: ReadText, quote: ReadText): SideBySide {
  const { common, gaps } = align(claim.words, quote.words, (a, b) => isSameWord(a.folded, b.folded));
  const replacements = gaps.map(({ from, to, otherFrom, otherTo }) => {
    const [words, quoteWords] = [claim.words.slice(from, to), quote.words.slice(otherFrom, otherTo)];
    const stated = quoteWords.filter((word) => isContentOf(quote, word));
    return {
      before: claim.words.slice(0, from).filter((word) => isContentOf(claim, word)).length,
      words,
      quoteWords,
      said: words.filter((word) => isContentOf(claim, word)),
      stated,
      lost: stated.filter((word) => !hasWord(word, claim)),
    };
  });
  const copied = claim.words.length === 0 ? 1 : common / claim.words.length;
  return { claim, quote, copied, replacements };
}
