import { MYRIAD_SIGNS, multiplierOf, parseCjkNumeral } from './cjk-numerals.js';
import { asciiDigits, foldWord } from './fold.js';
import type { Lexicon } from './lexicon.js';
import { wordNumbersOf } from './number-words.js';
import { numeralsOf } from './numerals.js';
import { signAt } from './units.js';
import { type Word, wordsOf } from './words.js';

/** A number of a text, with its unit where it has one. */
export interface Quantity {
  /** What it may mean, one of them. */
  values: number[];
  /** By its sign: km, %, y. */
  unit: string | undefined;
  /** Of a month or a day, which units do not belong to. */
  isOrdinal: boolean;
  isFactor: boolean;
  /** Says too little to be asked for: 'one'. */
  isWeak: boolean;
  /** Whether the text says about, more than, at most. */
  isRough: boolean;
  /** As it stands in the text, its unit included. */
  text: string;
  start: number;
  end: number;
}

/** Numbers, units that stand alone and months of a text. */
export interface Measures {
  quantities: Quantity[];
  /** Signs of the units that are named, with a number or without. */
  units: Set<string>;
  /** 1 to 12. */
  months: Set<number>;
}

/** Month names that are other words, too: taken for months beside a number only. */
const AMBIGUOUS_MONTHS = new Set(['may', 'march', 'mar', 'mars', 'mai', 'sept', 'jan', 'dec', 'мая', 'мае']);

const CJK_NUMERAL = /[〇零一二两兩三四五六七八九十百千万萬亿億]+/gu;
/** What stands behind a single Chinese numeral that counts something. */
const COUNTED = /^(?:年|月|日|天|个|個|人|次|倍|级|段階|度|名|つ|回|本|世[纪紀]|分之|种|歳|岁|米|公里)/u;
const RANGE = /^\s*(?:[-–—~～〜]|to|and|or|bis|und|oder|à|et|ou|a|y|e|до|и|إلى|و|से|至|到|から)\s*$/iu;

/** What a text measures: its numbers in digits and words, units, months. */
export function measuresOf(original: string, lexicon: Lexicon): Measures {
  const text = asciiDigits(original);
  const words = wordsOf(text, lexicon);
  const found = [
    ...digitsIn(text, words, lexicon),
    ...inWords(text, words, lexicon),
    ...inCharacters(text, words, lexicon),
  ];
  const quantities = sharedUnits(text, withoutOverlaps(found)).filter(
    ({ end }) => !lexicon.isUnspaced || text[end] !== '月',
  );
  const units = new Set(quantities.flatMap(({ unit }) => unit ?? []));
  for (const unit of namedUnits(text, words, lexicon)) units.add(unit);
  return { quantities, units, months: monthsOf(text, words, lexicon) };
}

type Raw = Omit<Quantity, 'unit' | 'isRough' | 'text'>;

function digitsIn(text: string, words: readonly Word[], lexicon: Lexicon): Quantity[] {
  return numeralsOf(text).map(({ values, start, end, isOrdinal }) => {
    let [scaled, until] = [values, end];
    const sign = new RegExp(`^[ \\u00a0]?([${MYRIAD_SIGNS}])`, 'u').exec(text.slice(end));
    const next = words.find((word) => word.start >= end);
    const factor =
      next && /^[\s\u00a0]*$/.test(text.slice(end, next.start)) ? lexicon.numbers.get(next.folded) : undefined;
    if (sign) [scaled, until] = [values.map((value) => value * multiplierOf(sign[1] ?? '')), end + sign[0].length];
    else if (next && factor !== undefined && factor >= 100)
      [scaled, until] = [values.map((value) => value * factor), next.end];
    return complete(text, words, lexicon, {
      values: scaled,
      start,
      end: until,
      isOrdinal,
      isFactor: false,
      isWeak: false,
    });
  });
}

const inWords = (text: string, words: readonly Word[], lexicon: Lexicon): Quantity[] =>
  wordNumbersOf(words, lexicon).map((number) => complete(text, words, lexicon, number));

function inCharacters(text: string, words: readonly Word[], lexicon: Lexicon): Quantity[] {
  if (!lexicon.isUnspaced) return [];
  const percents = [...text.matchAll(/百分之([〇零一二两三四五六七八九十百点]+|\d+(?:\.\d+)?)/gu)].map((match) => {
    const value = /\d/.test(match[1] ?? '') ? Number(match[1]) : parseCjkNumeral(match[1] ?? '');
    const place = { start: match.index, end: match.index + match[0].length };
    return { ...blank, values: [value], ...place, unit: '%', text: match[0], isRough: false };
  });
  const fractions = [...text.matchAll(/([一二两三四五六七八九十\d]+)分(?:之|の)([一二两三四五六七八九十\d]+)/gu)].map(
    (match) => {
      const [below, above] = [match[1] ?? '', match[2] ?? ''].map((part) =>
        /\d/.test(part) ? Number(part) : parseCjkNumeral(part),
      );
      const place = { start: match.index, end: match.index + match[0].length };
      return {
        ...blank,
        values: [(above ?? 1) / (below ?? 1)],
        ...place,
        unit: undefined,
        text: match[0],
        isRough: false,
      };
    },
  );
  const plain = [...text.matchAll(CJK_NUMERAL)].flatMap((match) => {
    const [start, end] = [match.index, match.index + match[0].length];
    const isCounted = match[0].length > 1 || COUNTED.test(text.slice(end));
    const value = parseCjkNumeral(match[0]);
    if (Number.isNaN(value) || /\d$/.test(text.slice(0, start))) return [];
    const raw = { ...blank, values: [value], start, end, isWeak: value === 1 || !isCounted };
    return [complete(text, words, lexicon, raw)];
  });
  const factors = [...lexicon.factors].flatMap(([word, value]) => {
    const at = text.indexOf(word);
    return at < 0
      ? []
      : [
          {
            ...blank,
            values: [value],
            isFactor: true,
            start: at,
            end: at + word.length,
            unit: undefined,
            text: word,
            isRough: false,
          },
        ];
  });
  return [...percents, ...fractions, ...factors, ...plain];
}

const blank = { isOrdinal: false, isFactor: false, isWeak: false } as const;

/** With its unit, and whether it is rough. */
function complete(text: string, words: readonly Word[], lexicon: Lexicon, raw: Raw): Quantity {
  const after = unitAfter(text, words, lexicon, raw.end);
  const currency = /([$€£])\s?$/u.exec(text.slice(0, raw.start))?.[1];
  const unit = after?.unit ?? (currency && signAt(currency)?.sign);
  const end = after?.end ?? raw.end;
  // Russian writes years with the sign of grams.
  const isYear = unit === 'g' && lexicon.code === 'ru' && /^\d{4}$/.test(text.slice(raw.start, raw.end));
  const isRough = isRoughAt(text, words, lexicon, raw);
  return { ...raw, unit: isYear ? 'y' : unit, end, isRough, text: text.slice(raw.start, end) };
}

function unitAfter(text: string, words: readonly Word[], lexicon: Lexicon, at: number) {
  const rest = text.slice(at).replace(/^-(?=\p{L})/u, ' ');
  if (lexicon.isUnspaced) {
    const word = [...lexicon.units]
      .filter(([name]) => rest.trimStart().startsWith(name))
      .toSorted((a, b) => b[0].length - a[0].length)[0];
    if (word) return { unit: word[1], end: at + (rest.length - rest.trimStart().length) + word[0].length };
  }
  const sign = signAt(rest);
  if (sign) return { unit: sign.sign, end: at + sign.length };
  const next = words.find((word) => word.start >= at);
  if (!next || !/^[\s\u00a0-]*$/u.test(text.slice(at, next.start))) return undefined;
  const unit = lexicon.units.get(next.folded);
  return unit === undefined ? undefined : { unit, end: next.end };
}

/** Words before a number that say it is not exact stand close to it. */
function isRoughAt(text: string, words: readonly Word[], lexicon: Lexicon, { start, end }: Raw): boolean {
  if (lexicon.isUnspaced)
    return [...lexicon.about].some((word) => text.slice(Math.max(start - 4, 0), end + 6).includes(word));
  if (/[~≈]\s?$/u.test(text.slice(0, start))) return true;
  const before = words.filter((word) => word.end <= start).slice(-3);
  return before.some((word) => lexicon.about.has(word.folded));
}

/** The longer of two that share a place. */
function withoutOverlaps(quantities: readonly Quantity[]): Quantity[] {
  const kept: Quantity[] = [];
  const byLength = quantities.toSorted((a, b) => b.end - b.start - (a.end - a.start));
  for (const each of byLength) {
    if (!kept.some(({ start, end }) => each.start < end && start < each.end)) kept.push(each);
  }
  return kept.toSorted((a, b) => a.start - b.start);
}

/** The first number of a range has the unit of the second: 7 to 8 percent. */
function sharedUnits(text: string, quantities: readonly Quantity[]): Quantity[] {
  return quantities.map((each, at) => {
    const next = quantities[at + 1];
    const between = next && text.slice(each.end, next.start);
    return !each.unit && next?.unit && between !== undefined && RANGE.test(between)
      ? { ...each, unit: next.unit }
      : each;
  });
}

function namedUnits(text: string, words: readonly Word[], lexicon: Lexicon): string[] {
  if (lexicon.isUnspaced)
    return [...lexicon.units].filter(([name]) => name.length > 1 && text.includes(name)).map(([, sign]) => sign);
  return words.flatMap(({ folded }) => (folded === 'second' ? [] : (lexicon.units.get(folded) ?? [])));
}

function monthsOf(text: string, words: readonly Word[], lexicon: Lexicon): Set<number> {
  const named = words.flatMap(({ folded, start, end, text: word }) => {
    const month = lexicon.months.get(folded);
    if (month === undefined) return [];
    const isBeside =
      /\d[\s.,]*(?:de |of |do )?$/u.test(text.slice(0, start)) || /^[\s.,]*(?:de |of )?\d/u.test(text.slice(end));
    const isCertain =
      !AMBIGUOUS_MONTHS.has(foldWord(word)) ||
      (lexicon.code === 'en' && /^\p{Lu}/u.test(word)) ||
      lexicon.code !== 'en';
    return isBeside || (isCertain && word.length > 3) ? [month] : [];
  });
  const east = lexicon.isUnspaced
    ? [...text.matchAll(/(\d{1,2}|[一二三四五六七八九十]{1,2})月/gu)].map(([, n = '']) =>
        /\d/.test(n) ? Number(n) : parseCjkNumeral(n),
      )
    : [];
  const iso = [...text.matchAll(/\b\d{4}-(\d{2})-\d{2}\b/g)].map(([, month]) => Number(month));
  const dotted = [...text.matchAll(/\b(\d{1,2})[./](\d{1,2})[./]\d{2,4}\b/g)].flatMap(([, a, b]) =>
    [Number(a), Number(b)].filter((n) => n <= 12),
  );
  return new Set([...named, ...east, ...iso, ...dotted]);
}
