import type { LanguageCode } from './languages/language-data.js';
import type { Lexicon } from './lexicon.js';
import type { Word } from './words.js';

/** Words that multiply what stands before them. */
const MIN_MULTIPLIER = 100;
/** Words between the parts of a number. */
export const LINKS = new Set(['and', 'und', 'et', 'y', 'e', 'و']);
/** Behind them 'and' parts two numbers: 'between one hundred and two thousand'. */
const BETWEEN = new Set(['between', 'entre', 'بين']);

/** A number in the making: its thousands and more, what is below them, and the last word that counted. */
interface Sum {
  total: number;
  group: number;
  last: number;
}

/** A word of a number, with the 'and' before it. */
interface Part {
  value: number;
  isLinked: boolean;
  /** 1000 of 'fifty' in 'fifty thousand'; 0 where nothing multiplies it. */
  multiplier: number;
  length: number;
}

/**
 * What a number in digits makes with the words behind it, and where that ends: '2 hundred and fifty'. Nothing where
 * the first of them does not multiply.
 */
export function multipliedAt(
  value: number,
  words: readonly Word[],
  at: number,
  lexicon: Lexicon,
): { value: number; end: number } | undefined {
  const factor = lexicon.numbers.get(words[at]?.folded ?? '') ?? 1;
  if (!isMultiplier(factor)) return undefined;
  const number = cardinalAt(words, at + 1, lexicon, multiplied({ total: 0, group: value, last: 0 }, factor));
  return number && { value: number.value, end: words[at + number.length]?.end ?? 0 };
}

/** The whole number whose words begin at one, and how many they are; what was read before them is `begun`. */
export function cardinalAt(
  words: readonly Word[],
  at: number,
  lexicon: Lexicon,
  begun?: Sum,
): { value: number; length: number } | undefined {
  const isRange = words.slice(Math.max(at - 2, 0), at).some(({ folded }) => BETWEEN.has(folded));
  let [sum, end] = [begun, at];
  for (let part = partAt(words, end, lexicon); part; part = partAt(words, end, lexicon)) {
    const next: Sum | undefined = sum ? withPart(sum, part, lexicon.code, isRange) : firstOf(part);
    if (!next) break;
    sum = next;
    end += part.length;
  }
  return sum && { value: sum.total + sum.group, length: end - at };
}

function partAt(words: readonly Word[], at: number, lexicon: Lexicon): Part | undefined {
  const length = LINKS.has(words[at]?.folded ?? '') ? 2 : 1;
  const word = words[at + length - 1]?.folded ?? '';
  const value = valueOfWord(word, lexicon);
  if (value === undefined) return undefined;
  const next = lexicon.numbers.get(words[at + length]?.folded ?? '') ?? 0;
  const isLinked = length > 1 || (lexicon.code === 'ar' && !lexicon.numbers.has(word));
  return { value, isLinked, multiplier: isMultiplier(next) ? next : 0, length };
}

const isMultiplier = (value: number): boolean => value >= MIN_MULTIPLIER && value === roomBehind(value);

/** What the words behind one are less than: 100 behind 'two hundred', 10 behind 'twenty', 1 behind 'twelve'. */
const roomBehind = (value: number): number => 10 ** (/0*$/.exec(String(value))?.[0].length ?? 0);

const firstOf = ({ value, length }: Part): Sum | undefined =>
  length > 1 ? undefined : added({ total: 0, group: 0, last: 0 }, value);

/** The number with one more word; nothing where that word begins another. */
function withPart(sum: Sum, part: Part, code: LanguageCode, isRange: boolean): Sum | undefined {
  const { value, isLinked } = part;
  // 'a million million'
  const isLarger = value > sum.last || (value === sum.last && value >= 1e6);
  if (isMultiplier(value) && isLarger && !isLinked) return multiplied(sum, value);
  // quatre-vingts
  if (code === 'fr' && value === 20 && sum.last === 4) return { ...sum, group: sum.group - 4 + 80, last: 80 };
  return isAdded(sum.last, part, code, isRange) ? added(sum, value) : undefined;
}

const added = ({ total, group }: Sum, value: number): Sum =>
  value < 1000 ? { total, group: group + value, last: value } : { total: total + value, group, last: value };

/** 'two thousand five hundred' by a million is all of it, 'a million five hundred' by a thousand the second half. */
function multiplied({ total, group }: Sum, by: number): Sum {
  if (by < 1000) return { total, group: group * by, last: by };
  const low = (total % by) + group;
  return { total: low === 0 ? total * by : total - (total % by) + low * by, group: 0, last: by };
}

/** 'two and three' and 'thirty and one hundred' are two numbers, 'hundred and three' and 'treinta y dos' are one. */
function isAdded(last: number, part: Part, code: LanguageCode, isRange: boolean): boolean {
  const { value, isLinked, multiplier } = part;
  if (code === 'ar' && last < 100) return isAddedInArabic(last, part, isRange);
  // dix-sept
  if (last === 10) return code === 'fr' && !isLinked && value > 6 && value < 10;
  // soixante-douze
  const room = code === 'fr' && (last === 60 || last === 80) ? 20 : roomBehind(last);
  if (value >= room || multiplier === last) return false;
  if (!isLinked) return true;
  // vingt et un, soixante et onze
  if (last < 100) return code !== 'en' && (value < 10 || value === 11);
  if (value < 100 && multiplier === 0) return true;
  return !isRange && (code === 'pt' || code === 'ar' || (code === 'en' && multiplier > last));
}

/** Units stand before tens with 'and' between them, before ten without it; and hundred may come last. */
function isAddedInArabic(last: number, { value, isLinked }: Part, isRange: boolean): boolean {
  if (!isLinked) return last < 10 && value === 10;
  return value === 100 ? !isRange : last < 10 && value >= 20 && value < 100;
}

function valueOfWord(word: string, lexicon: Lexicon): number | undefined {
  const value = lexicon.numbers.get(word);
  if (value !== undefined) return value;
  if (lexicon.code === 'de') return germanCompound(word, lexicon);
  if (lexicon.code === 'ar' && word.startsWith('و')) return lexicon.numbers.get(word.slice(1));
  return undefined;
}

/** `zweihundertfünfundzwanzig`; nothing where a word only begins so. */
export function germanCompound(word: string, { numbers }: Lexicon): number | undefined {
  if (word.length < 7) return undefined;
  let [total, group] = [0, 0];
  for (const value of germanParts(word, numbers) ?? []) {
    if (value >= 1000) [total, group] = [total + (group || 1) * value, 0];
    else if (value === 100) group = (group || 1) * 100;
    else group += value;
  }
  return total + group || undefined;
}

/** Of the parts that a word may begin with the longest behind which the rest is a number, too: `hundert` of `hunderteins`. */
function germanParts(word: string, numbers: Lexicon['numbers']): number[] | undefined {
  if (word === '') return [];
  const starts = [...numbers].filter(([key]) => word.startsWith(key)).toSorted(([a], [b]) => b.length - a.length);
  for (const [key, value] of starts) {
    const rest = germanParts(word.slice(key.length).replace(/^und(?=.)/, ''), numbers);
    if (rest) return [value, ...rest];
  }
  return undefined;
}
