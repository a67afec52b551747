import { asciiFigures, foldText } from '../../text/fold-text.js';
import { multipliedAt } from './cardinals.js';
import { DECIMAL_PART, MIXED_NUMERAL, parseCjkNumeral } from './cjk-numerals.js';
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
  /** Of 'half', 'twice', 'third'. */
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

interface Read {
  text: string;
  words: readonly Word[];
  lexicon: Lexicon;
}

/** Month names that are other words, too: taken for months beside a number only. */
const AMBIGUOUS_MONTHS = new Set(['march', 'sept']);

/** Whole names of months that are as short as abbreviations, which may stand for anything. */
const SHORT_MONTHS = new Set(['may', 'mai', 'май', 'мая', 'मई', 'जून'].map(foldText));

const CJK_SIGNS = '[〇零一二两兩三四五六七八九十百千万萬亿億]+';
const CJK_NUMERAL = new RegExp(`${CJK_SIGNS}(?:${DECIMAL_PART}[万萬亿億]*)?`, 'gu');
/** What stands behind a single Chinese numeral that counts something, apart from units. */
const COUNTED = /^(?:年|月|日|天|个|個|人|次|倍|级|段階|度|名|つ|回|本|世[纪紀]|分之|种|歳|岁)/u;
/** In case: a word, though it is written with the signs of numbers. */
const IN_CASE = /^[万萬]一$/u;
/** Enough and all around are words, too, that begin as ten minutes and four weeks do. */
const AMBIGUOUS = /^(?:十分(?![钟鐘间間前後])|四周)/u;
const CJK_PERCENT = new RegExp(`百分之(${CJK_SIGNS}(?:${DECIMAL_PART})?|\\d+(?:\\.\\d+)?)`, 'gu');
const CJK_FRACTION = /([一二两三四五六七八九十\d]+)分(?:之|の)([一二两三四五六七八九十\d]+)/gu;
const RANGE = /^\s*(?:[-–—~～〜]|to|and|or|bis|und|oder|à|et|ou|a|y|e|до|и|إلى|و|से|至|到|から)\s*$/iu;

/** What a text measures: its numbers in digits and words, units, months. */
export function measuresOf(original: string, lexicon: Lexicon): Measures {
  const text = asciiNumbers(original);
  const read = { text, words: wordsOf(text, lexicon), lexicon };
  const raw = [
    ...digitsIn(read),
    ...mixedIn(read),
    ...wordNumbersOf(read.words, lexicon),
    ...(lexicon.isUnspaced ? inCharacters(read) : []),
  ];
  const quantities = sharedUnits(text, withoutOverlaps(raw.map((one) => complete(read, one))));
  const units = new Set([...quantities.flatMap(({ unit }) => unit ?? []), ...namedUnits(read)]);
  return {
    quantities: quantities.filter(({ end }) => !lexicon.isUnspaced || text[end] !== '月'),
    units,
    months: monthsOf(read),
  };
}

/** Digits and marks of numbers as ASCII has them; each character stays in its place. */
export const asciiNumbers = (text: string): string =>
  asciiFigures(text)
    .replace(/[！-～]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/٫/g, '.')
    .replace(/٬/g, ',')
    .replace(/٪/g, '%');

type Raw = Pick<Quantity, 'values' | 'start' | 'end'> & Partial<Quantity>;

const digitsIn = ({ text, words, lexicon }: Read): Raw[] =>
  numeralsOf(text).map(({ values, start, end }) => {
    const next = words.findIndex((word) => word.start >= end);
    const isNext = /^[\s\u00a0]*$/.test(text.slice(end, words[next]?.start));
    const read = values.map((value) => (isNext ? multipliedAt(value, words, next, lexicon) : undefined));
    return { values: values.map((value, n) => read[n]?.value ?? value), start, end: read[0]?.end ?? end };
  });

const mixedIn = ({ text }: Read): Raw[] =>
  [...text.matchAll(MIXED_NUMERAL)].map((match) => ({ values: [parseCjkNumeral(match[0])], ...placeOf(match) }));

const placeOf = (match: RegExpExecArray) => ({ start: match.index, end: match.index + match[0].length });

function inCharacters(read: Read): Raw[] {
  const { text, lexicon } = read;
  const percents = [...text.matchAll(CJK_PERCENT)].map((match) => ({
    ...{ values: [parseCjkNumeral(match[1] ?? '')], unit: '%' },
    ...placeOf(match),
  }));
  const fractions = [...text.matchAll(CJK_FRACTION)].map((match) => ({
    values: [parseCjkNumeral(match[2] ?? '') / parseCjkNumeral(match[1] ?? '')],
    ...placeOf(match),
  }));
  const factors = [...lexicon.factors].flatMap(([word, value]) => {
    const start = text.indexOf(word);
    return start < 0 ? [] : [{ values: [value], isFactor: true, start, end: start + word.length }];
  });
  const plain = [...text.matchAll(CJK_NUMERAL)].flatMap((match) => {
    const { start, end } = placeOf(match);
    const value = parseCjkNumeral(match[0]);
    const before = text.slice(0, start);
    // 千米 is a unit, but for 数千米.
    const isUnit = !/[数几幾]$/.test(before) && [...lexicon.units.keys()].some((name) => text.startsWith(name, start));
    if (isUnit || IN_CASE.test(match[0]) || /\d$/.test(before)) return [];
    const isMeasured = !AMBIGUOUS.test(text.slice(start)) && unitAfter(read, end) !== undefined;
    const isCounted = match[0].length > 1 || COUNTED.test(text.slice(end)) || isMeasured;
    return [{ values: [value], start, end, isWeak: value === 1 || !isCounted }];
  });
  return [...percents, ...fractions, ...factors, ...plain];
}

/** With its unit, and whether it is rough. */
function complete(read: Read, raw: Raw): Quantity {
  const { text, lexicon } = read;
  const article = raw.isFactor ? (/^ an? /i.exec(text.slice(raw.end))?.[0].length ?? 1) - 1 : 0;
  const after = raw.unit ? undefined : unitAfter(read, raw.end + article);
  const currency = /([$€£])\s?$/u.exec(text.slice(0, raw.start))?.[1];
  const unit = raw.unit ?? after?.unit ?? (currency && signAt(currency)?.sign);
  const end = after?.end ?? raw.end;
  // Russian writes years with the sign of grams.
  const isYear = unit === 'g' && lexicon.code === 'ru' && /^\d{4}$/.test(text.slice(raw.start, raw.end));
  const more = { unit: isYear ? 'y' : unit, end, isRough: isRoughAt(read, raw), text: text.slice(raw.start, end) };
  return { isFactor: false, isWeak: false, ...raw, ...more };
}

function unitAfter({ text, words, lexicon }: Read, at: number): { unit: string; end: number } | undefined {
  const rest = text.slice(at).replace(/^-(?=\p{L})/u, ' ');
  if (lexicon.isUnspaced) {
    const [word] = [...lexicon.units]
      .filter(([name]) => rest.trimStart().startsWith(name))
      .toSorted(([a], [b]) => b.length - a.length);
    if (word) return { unit: word[1], end: at + (rest.length - rest.trimStart().length) + word[0].length };
  }
  const sign = signAt(rest);
  if (sign) return { unit: sign.sign, end: at + sign.length };
  const next = words.find((word) => word.start >= at);
  const unit = next && /^[\s\u00a0-]*$/u.test(text.slice(at, next.start)) && lexicon.units.get(next.folded);
  return next && unit ? { unit, end: next.end } : undefined;
}

/** Words before a number that say it is not exact stand close to it. */
function isRoughAt({ text, words, lexicon }: Read, { start, end }: Raw): boolean {
  if (lexicon.isUnspaced)
    return [...lexicon.about].some((word) => text.slice(Math.max(start - 4, 0), end + 6).includes(word));
  const before = words.filter((word) => word.end <= start).slice(-3);
  return /[~≈]\s?$/u.test(text.slice(0, start)) || before.some((word) => lexicon.about.has(word.folded));
}

/** The longer of two that share a place. */
function withoutOverlaps(quantities: readonly Quantity[]): Quantity[] {
  const kept: Quantity[] = [];
  for (const each of quantities.toSorted((a, b) => b.end - b.start - (a.end - a.start)))
    if (!kept.some(({ start, end }) => each.start < end && start < each.end)) kept.push(each);
  return kept.toSorted((a, b) => a.start - b.start);
}

/** The first number of a range has the unit of the second: 7 to 8 percent. */
const sharedUnits = (text: string, quantities: readonly Quantity[]): Quantity[] =>
  quantities.map((each, at) => {
    const next = quantities[at + 1];
    return next && !each.unit && RANGE.test(text.slice(each.end, next.start)) ? { ...each, unit: next.unit } : each;
  });

function namedUnits({ text, words, lexicon }: Read): string[] {
  if (lexicon.isUnspaced)
    return [...lexicon.units].filter(([name]) => name.length > 1 && text.includes(name)).map(([, sign]) => sign);
  return words.flatMap(({ folded }) => (folded === 'second' ? [] : (lexicon.units.get(folded) ?? [])));
}

function monthsOf({ text, words, lexicon }: Read): Set<number> {
  const named = words.flatMap(({ folded, start, end, text: word, isCapital }) => {
    const month = lexicon.months.get(folded);
    const isBeside =
      /\d[\s.,]*(?:de |of |do )?$/u.test(text.slice(0, start)) || /^[\s.,]*(?:de |of )?\d/u.test(text.slice(end));
    const isName = lexicon.code !== 'en' || /^\p{Lu}/u.test(word) || !AMBIGUOUS_MONTHS.has(foldText(word));
    const isWhole = word.length > 3 || (SHORT_MONTHS.has(folded) && (isCapital || lexicon.code !== 'en'));
    return month !== undefined && (isBeside || (isName && isWhole)) ? [month] : [];
  });
  const east = lexicon.isUnspaced ? [...text.matchAll(/(\d{1,2}|[一二三四五六七八九十]{1,2})月/gu)] : [];
  const iso = [...text.matchAll(/\b\d{4}-(\d{2})-\d{2}\b/g)];
  const dotted = [...text.matchAll(/\b(\d{1,2})[./](\d{1,2})[./]\d{2,4}\b/g)];
  const numbers = [...east, ...iso, ...dotted].flatMap(([, ...parts]) => parts);
  const inDigits = numbers.map(parseCjkNumeral);
  return new Set([...named, ...inDigits.filter((month) => month <= 12)]);
}
