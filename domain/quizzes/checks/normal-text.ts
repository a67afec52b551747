import { foldText } from '../../text/fold-text.js';
import { plainSigns } from './plain-signs.js';

/** Of shorter words, and of those with fewer different letters, the case may tell things apart: DNA, mW, AaBb. */
const WORD_OF_LETTERS = { length: 4, different: 3 };
/** Words in one case, or with a capital first; of two letters with a capital it may be a unit or an element: Mg, Co. */
const PLAIN_WORD = /^(?:\p{Ll}+|\p{Lu}\p{Ll}{2,})$/u;
/** Capitals within a word: CoCl. */
const MIXED = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u;
/** Every letter more than once in a row, as the alleles of a genotype are written: Aa, AABBCC. */
const ALLELES = /^(?:(\p{L})\1+)+$/iu;

/** A word; the names of TeX's commands keep their case, since \\Delta is not \\delta. */
const WORD = /(?<![\\\p{L}\p{M}])[\p{L}\p{M}]+/gu;

const foldCase = (word: string): string => {
  const composed = word.normalize('NFC');
  const folded = foldText(word);
  const isLong = [...word].length >= WORD_OF_LETTERS.length && new Set(folded).size >= WORD_OF_LETTERS.different;
  const isWord = PLAIN_WORD.test(composed) || (isLong && !MIXED.test(composed));
  return isWord && !ALLELES.test(composed) ? folded : composed;
};

/** A capital that begins a sentence: `A nucleus`, `In a cell`. */
const FIRST_WORD = /(?<=^|[.!?…]\s)\p{Lu}\p{Ll}?(?=\s\p{Ll})/gu;
/** Straight quotation marks, or single ones, around something: elsewhere they may be primes. */
const QUOTED = [
  /``(.*?)''/gsu,
  /(?<![\p{L}\p{N})\]}])"(.*?)"(?![\p{L}\p{N}(])/gsu,
  /(?<![\p{L}\p{N})\]}])['‘’](.*?)['’](?![\p{L}\p{N}(])/gsu,
] as const;
/** Behind a letter, a figure or a bracket these are apostrophes or primes, as of f'(x) and of 5'. */
const PRIMES = /(?<=[\p{L}\p{N})\]}]['"]*)["']/gu;
/** Two or three of them, as of y'', close no quotation. */
const SEVERAL_PRIMES = /(?<=[\p{L}\p{N})\]}])['’]{2,3}/gu;
/** Marks at the end of a word. Behind a single letter, a figure or a bracket `!` is that of a factorial. */
const END_MARKS = /(?:[.,;:?…]|(?<!(?:(?<!\p{L})\p{L}|[\p{N})\]}])!*)!)+(?=\s|$)/gu;

/** A text without quotation marks, and with one way to write primes. */
const withoutQuotes = (text: string): string =>
  QUOTED.reduce(
    (rest, pattern) => rest.replace(pattern, '$1').replace(SEVERAL_PRIMES, (marks) => '′'.repeat(marks.length)),
    text.replace(/[“”„«»]/gu, ''),
  )
    .replace(/[’′]/gu, "'")
    .replace(/″/gu, '"')
    .replace(PRIMES, (mark) => (mark === '"' ? '′′' : '′'))
    .replace(/["'‘]/gu, '');

/**
 * A text as options are compared: without the case of words, the marks around them, more than one space, and the ways
 * in which figures and powers are written. Case that tells things apart, primes and factorials are kept.
 */
export const normalText = (text: string): string =>
  withoutQuotes(plainSigns(text))
    .trim()
    .replace(FIRST_WORD, (word) => (ALLELES.test(word) ? word : foldText(word)))
    .replace(/(?<=\p{L})[-‐‑](?=\p{L})/gu, ' ')
    .replace(END_MARKS, '')
    .replace(WORD, foldCase)
    .replace(/\s+/gu, ' ')
    .trim();
