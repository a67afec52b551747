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

/** Words that multiply what stands before them. */
const MIN_MULTIPLIER = 100;
/** Words between the parts of a number. */
const LINKS = new Set(['and', 'und', 'et', 'y', 'e', 'و']);

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

function cardinalAt(
  words: readonly Word[],
  at: number,
  lexicon: Lexicon,
): { value: number; length: number } | undefined {
  let [total, group, length] = [0, 0, 0];
  let last = Number.POSITIVE_INFINITY;
  for (let n = at; n < words.length; n++) {
    const word = words[n];
    if (!word) break;
    const value = valueOfWord(word.folded, lexicon);
    if (value === undefined) {
      if (length > 0 && LINKS.has(word.folded) && isLinked(last, words, n + 1, lexicon)) continue;
      break;
    }
    if (value >= MIN_MULTIPLIER && length > 0 && value > last) {
      if (value >= 1000) {
        total += (group || 1) * value;
        group = 0;
      } else group = (group || 1) * value;
    } else if (lexicon.code === 'fr' && value === 20 && group % 100 === 4) group = group - 4 + 80;
    else if (lexicon.code === 'ar' && length > 0 && last < 10 && value >= 20 && value < 100) group += value;
    else if (length > 0 && value >= last) break;
    else if (length > 0 && last < 20 && !(lexicon.code === 'fr' && last === 10)) break;
    else group += value;
    last = value;
    length = n - at + 1;
  }
  return length > 0 ? { value: total + group, length } : undefined;
}

/** 'two and three' and 'thirty and one hundred' are two numbers, 'hundred and three' and 'treinta y dos' are one. */
function isLinked(last: number, words: readonly Word[], at: number, lexicon: Lexicon): boolean {
  const next = valueOfWord(words[at]?.folded ?? '', lexicon);
  if (next === undefined) return false;
  if (lexicon.code === 'ar') return next > last || last >= MIN_MULTIPLIER;
  if (lexicon.code !== 'en' && last >= 20 && last < MIN_MULTIPLIER) return next < 10;
  const isMultiplied = (valueOfWord(words[at + 1]?.folded ?? '', lexicon) ?? 0) >= MIN_MULTIPLIER;
  return last >= MIN_MULTIPLIER && next < MIN_MULTIPLIER && !isMultiplied;
}

function valueOfWord(word: string, lexicon: Lexicon): number | undefined {
  const value = lexicon.numbers.get(word);
  if (value !== undefined) return value;
  if (lexicon.code === 'de') return germanCompound(word, lexicon);
  if (lexicon.code === 'ar' && word.length > 3 && word.startsWith('و')) return lexicon.numbers.get(word.slice(1));
  return undefined;
}

/** `zweihundertfünfundzwanzig`; nothing where a word only begins so. */
function germanCompound(word: string, { numbers }: Lexicon): number | undefined {
  if (word.length < 7) return undefined;
  let [total, group, rest] = [0, 0, word];
  while (rest !== '') {
    if (rest.startsWith('und') && rest.length < word.length) rest = rest.slice(3);
    const part = [...numbers.keys()]
      .filter((key) => rest.startsWith(key))
      .reduce((longest, key) => (key.length > longest.length ? key : longest), '');
    const value = numbers.get(part);
    if (part === '' || value === undefined) return undefined;
    rest = rest.slice(part.length);
    if (value === 1000) [total, group] = [total + (group || 1) * 1000, 0];
    else if (value === 100) group = (group || 1) * 100;
    else group += value;
  }
  return total + group;
}
