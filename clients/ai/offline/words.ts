import { isTypoOf } from '../../../domain/text/typos.js';
import { isUnspaced, pairsOf, UNSPACED } from '../../../domain/text/unspaced.js';

/** Runs of letters of scripts without spaces, words of others, and numbers whole. */
const RUNS = new RegExp(`[${UNSPACED}ー]+|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+(?:[.,]\\p{N}+)*`, 'gu');

/** The words of a folded text, each once, in order; of scripts without spaces, each two neighboring characters. */
export function wordsOf(folded: string): string[] {
  const words = new Set<string>();
  for (const [run] of folded.matchAll(RUNS)) for (const word of isUnspaced(run) ? pairsOf(run) : [run]) words.add(word);
  return [...words];
}

/** A word of one letter, of a script without spaces: it stands in pairs with those beside it. */
const isLetter = (word: string): boolean => isUnspaced(word) && [...word].length === 1;

export const isNumber = (word: string): boolean => /^\p{N}/u.test(word);

/** What English makes other words with: 'move' and 'movement', 'form' and 'formation'. */
const ENDING = /^(?:ment|ation|ition|ing|able|ance|ence|ness|ity|ful|less|ally|al|ly|er|or)s?$/;

/**
 * How well one word stands for another, 0 to 1: the same, of one family ('glacier', 'glaciers'), or a letter of a script
 * without spaces that is part of the other.
 */
export function kinship(a: string, b: string): number {
  if (a === b) return 1;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (isLetter(short)) return long.includes(short) ? 0.8 : 0;
  if (short.length < 4 || isNumber(a) || isNumber(b)) return 0;
  let common = 0;
  while (common < short.length && short[common] === long[common]) common++;
  if (
    common >= 4 &&
    (common >= 0.6 * long.length || (ENDING.test(long.slice(short.length)) && common === short.length))
  )
    return 0.9;
  if (short.length >= 4 && short.length >= 0.6 * long.length && long.includes(short)) return 0.8;
  if (common >= 5 && common >= 0.8 * short.length) return 0.8;
  return 0;
}

/** Whether a word may be a typo of another: never a number. */
export const isMisspelled = (word: string, other: string): boolean =>
  !isNumber(word) && !isNumber(other) && isTypoOf(word, other);
