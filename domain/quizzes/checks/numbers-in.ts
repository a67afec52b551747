import { asciiArithmetic, texForNumbers } from '../../text/plain-tex.js';
import type { LanguageCode } from '../../tutor/support/languages/language-data.js';
import { lexiconOf } from '../../tutor/support/lexicon.js';
import { measuresOf, type Quantity } from '../../tutor/support/quantities.js';

/** Digits wherever they stand, also beside letters: the 2 of `2x`. */
const DIGITS = /\d+(?:\.\d+)?/g;

/** The numbers that a quantity may be said to have: a share is a number of percent as well. */
export const valuesOf = ({ values, unit }: Quantity): number[] =>
  unit === '%' ? values.flatMap((value) => [value, value / 100]) : values;

/** Every number that a text may be said to have: in figures, in words, as a power, as a share, and each run of digits. */
export function numbersIn(text: string, language: LanguageCode): number[] {
  const plain = texForNumbers(text);
  const { quantities } = measuresOf(plain, lexiconOf(language));
  const digits = (asciiArithmetic(plain).match(DIGITS) ?? []).map(Number);
  return [...quantities.flatMap(valuesOf), ...digits];
}

const SAME = 1e-9;

/** Whether a number is among others, whatever its sign. */
export const isAmong = (value: number, others: readonly number[]): boolean =>
  others.some((other) => Math.abs(Math.abs(value) - Math.abs(other)) <= SAME * Math.max(Math.abs(value), 1e-12));
