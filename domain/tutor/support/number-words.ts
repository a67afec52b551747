import { cardinalAt, germanCompound, LINKS } from './cardinals.js';
import type { Lexicon } from './lexicon.js';
import type { Word } from './words.js';

/** A number that is written in words. */
export interface WordNumber {
  values: number[];
  start: number;
  end: number;
  /** Of 'half', 'twice', 'third'. */
  isFactor: boolean;
  /** Says too little to be asked for: 'one', 'first'. */
  isWeak: boolean;
}

/** The numbers of a text in words, the longest that its words make. */
export function wordNumbersOf(words: readonly Word[], lexicon: Lexicon): WordNumber[] {
  const found: WordNumber[] = [];
  for (let at = 0; at < words.length; ) {
    const number = cardinalNumberAt(words, at, lexicon) ?? singleNumberAt(words, at, lexicon);
    if (number) found.push(number.number);
    at += number?.length ?? 1;
  }
  return found;
}

/** A number, and of how many words. */
interface Read {
  number: WordNumber;
  length: number;
}

/** 'thirty', 'two thirds', 'two and a half' */
function cardinalNumberAt(words: readonly Word[], at: number, lexicon: Lexicon): Read | undefined {
  const cardinal = cardinalAt(words, at, lexicon);
  if (!cardinal) return undefined;
  const { value, length } = cardinal;
  const read = (last: number, said: number, more: Partial<WordNumber> = {}): Read => ({
    number: numberOf(words.slice(at, last), [said], more),
    length: last - at,
  });
  const denominator = denominatorAt(words, at + length, lexicon);
  if (denominator > 2) return read(at + length + 1, value / denominator, { isFactor: true });
  const half = halfAt(words, at + length, lexicon);
  return half ? read(half.end, value + half.value) : read(at + length, value, { isWeak: value === 1 });
}

/** What the word before is divided by: 3 of 'thirds', 1 of any other word. */
function denominatorAt(words: readonly Word[], at: number, { numbers, ordinals, factors }: Lexicon): number {
  const word = words[at]?.folded;
  if (word === undefined || numbers.has(word)) return 1;
  return ordinals.get(word) ?? 1 / (factors.get(word) ?? 1);
}

function singleNumberAt(words: readonly Word[], at: number, lexicon: Lexicon): Read | undefined {
  const [word] = words.slice(at, at + 1);
  const single = word && singleOf(word, lexicon);
  // 'a year and a half' is no half.
  const isMore = words.slice(Math.max(at - 2, 0), at).some(({ folded }) => LINKS.has(folded));
  return single && { number: isMore && single.isFactor ? { ...single, isWeak: true } : single, length: 1 };
}

/** 'and a half' behind a number. */
function halfAt(words: readonly Word[], at: number, lexicon: Lexicon): { value: number; end: number } | undefined {
  if (!LINKS.has(words[at]?.folded ?? '')) return undefined;
  const end = ['a', 'une', 'un'].includes(words[at + 1]?.folded ?? '') ? at + 3 : at + 2;
  const value = lexicon.factors.get(words[end - 1]?.folded ?? '');
  return value !== undefined && value < 1 ? { value, end } : undefined;
}

function numberOf(words: readonly Word[], values: number[], more: Partial<WordNumber>): WordNumber {
  return { values, start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0, isFactor: false, isWeak: false, ...more };
}

function singleOf(word: Word, lexicon: Lexicon): WordNumber | undefined {
  const factor = lexicon.factors.get(word.folded) ?? germanMultiple(word.folded, lexicon);
  if (factor !== undefined) return numberOf([word], [factor], { isFactor: true });
  const ordinal = lexicon.ordinals.get(word.folded);
  if (ordinal === undefined) return undefined;
  const values = ordinal > 2 ? [ordinal, 1 / ordinal] : [ordinal];
  // 'second' is a unit, too, and 'first' is said of much.
  return numberOf([word], values, { isFactor: ordinal > 2, isWeak: ordinal <= 2 });
}

/** `Zwanzigfache` */
function germanMultiple(word: string, lexicon: Lexicon): number | undefined {
  const number = lexicon.code === 'de' ? /^(.+)fach(?:e|en|es|er)?$/.exec(word)?.[1] : undefined;
  return number === undefined ? undefined : (lexicon.numbers.get(number) ?? germanCompound(number, lexicon));
}
