import { foldText } from '../../text/fold-text.js';
import { numeralsOf } from '../../tutor/support/numerals.js';
import type { Quantity } from '../../tutor/support/quantities.js';
import { phrasePattern, phrasesIn, spelledPhrasesIn } from '../checks/phrases.js';
import { type Drafted, shuffledBy } from './drafted.js';
import { explain, gapStem, withGap } from './gap.js';
import { isFact, isOfOneNamedBefore } from './is-fact.js';
import { hasName, type Source, type SourceSentence } from './source.js';

/** A number of a sentence that can be asked for. */
export interface AskedNumber {
  sentence: SourceSentence;
  value: number;
  /** In digits, as it stands there, without its unit. */
  digits: string;
  start: number;
  end: number;
  /** Numbers of one kind may stand in each other's place: years, or what has the same unit. */
  kind: string;
  isRough: boolean;
}

const WRONG = 3;
/** Years that may be taken for each other: those nearer may both be right somewhere, those farther are seen to be wrong. */
const YEARS_APART = { least: 3, most: 400 };
/** How many times as much as the key a wrong number may be, or as little. */
const MAX_RATIO = 20;
const DIGITS = /^\d+(?:[.,]\d+)*/u;
/** Characters before and after a number within which a limit or a range speaks of it. */
const NEAR = { before: 26, after: 12 };

/** The numbers of sentences that stand alone: years, and those with a unit, where one number alone is right. */
export const askedNumbers = (standing: ReadonlySet<SourceSentence>, source: Source): AskedNumber[] =>
  numbersOf([...standing], source).filter(
    ({ kind, sentence }) =>
      phrasesIn(sentence.text, source.wording.hedges).length === 0 &&
      !sentence.spoken.some(({ folded }) => source.lexicon.than.has(folded)) &&
      !isOfOneNamedBefore(sentence, source) &&
      (kind === 'year'
        ? hasName(sentence) && !isCount(sentence)
        : isFact(sentence, source) && !isOfMadeUpCase(sentence, source)),
  );

/** Thousands in digits, millions, and ranks. */
const COUNT =
  /\d{1,3}(?:[,.\s]\d{3})+(?!\d)|\d (?:million|billion|trillion|millone|milli|milhõ|Milli)|\d(?:st|nd|rd|th)(?! century)/u;

/** A share, a rank or a number of people, which every year has. */
const isCount = ({ quantities, text }: SourceSentence): boolean =>
  quantities.some(({ unit }) => unit === '%') || COUNT.test(text);

/** `Suppose that sugar is sold`, and then `the price is 12 cents`; `for 20XX`. What a section supposes holds to its end. */
const isOfMadeUpCase = ({ recent, text, isSupposed }: SourceSentence, { wording }: Source): boolean =>
  isSupposed || /\dXX(?!\p{L})/u.test(text) || phrasesIn(`${recent}\n${text}`, wording.cases).length > 0;

/** Every number that may be a wrong answer. */
export const otherNumbers = (source: Source): AskedNumber[] => numbersOf(source.sentences, source);

function numbersOf(sentences: readonly SourceSentence[], source: Source): AskedNumber[] {
  return sentences.flatMap((sentence) =>
    FORMULA.test(sentence.text) || LABELED.test(sentence.text)
      ? []
      : sentence.quantities.flatMap((one) => asked(one, sentence, source)),
  );
}

/** `Gas: from 1941 on`: what stands before the colon is no sentence. */
const LABELED = /^[^,.]{1,40}: /u;
const OR_MORE = /^[\s%°\p{L}]{0,12} or (?:more|greater|higher|older|less|fewer|lower|younger)(?!\p{L})/u;
/** `10 – 40 km`, `10 km — 40 km`: the other end of a range, with its unit or without. */
const RANGE = {
  before: /\d[\s%°]*(?:\p{L}{1,12})?\s*[-–—~]\s*$/u,
  after: /^[\s%°]*(?:\p{L}{1,12})?\s*[-–—~]\s*\d/u,
};
/** A formula, whose powers a page may show as `3×105` or `10−34`, and a number that says how exact another is. */
const FORMULA = /[$×⋅=^±]|10[−⁻]\d/u;

function asked(quantity: Quantity, sentence: SourceSentence, source: Source): AskedNumber[] {
  const { text } = sentence;
  const digits = DIGITS.exec(text.slice(quantity.start))?.[0];
  const [value] = quantity.values;
  if (digits === undefined || value === undefined || quantity.isFactor || quantity.isWeak) return [];
  const end = quantity.start + digits.length;
  if (isRangeOrLimit(text, quantity.start, end, source) || isCounted(text, quantity.start, end, source)) return [];
  // 'of 90 % of patients': of what illness, a heading has to tell.
  if (quantity.unit === '%' && (sentence.heading === '' || !isShareOfYear(digits, sentence))) return [];
  // 'In ____ and 1757': the other tells it.
  if (
    /^(?:,? \p{L}{1,3}|[-–]) ?\d{4}(?!\d)/u.test(text.slice(end)) ||
    /\d{4} \p{L}{1,3} $/u.test(text.slice(0, quantity.start))
  )
    return [];
  // 'best offers (a 25 percent rise)' are an example, and what the heading has is told.
  if (/\(an? $/u.test(text.slice(0, quantity.start)) || sentence.heading.includes(digits)) return [];
  // 'in 1 month': the number of the noun tells it.
  if (digits === '1' && quantity.unit !== '%') return [];
  // A number that stands twice, or hangs on letters, tells itself.
  if (text.split(digits).length > 2 || /[\p{L}\p{N}/–-]$/u.test(text.slice(0, quantity.start))) return [];
  if (/^(?:[/–:^]|-[\p{L}\d]|[\p{L}])/u.test(text.slice(end))) return [];
  const kind = kindOf(digits, value, quantity, text, end, source);
  const own = valueOfDigits(digits, source);
  if (kind === undefined || own === undefined) return [];
  return [{ sentence, value: own, digits, start: quantity.start, end, kind, isRough: quantity.isRough }];
}

/** `won 19 percent`: each year has another share. All, or 100 %, says that there are no others. */
const isShareOfYear = (digits: string, { text }: SourceSentence): boolean => digits !== '100' && YEAR.test(text);
const YEAR = /(?<!\d)[12]\d{3}(?!\d)/u;

/** Of 3.715 nobody can tell what it is, but for English, where a comma parts thousands and a point never does. */
function valueOfDigits(digits: string, { code }: Source): number | undefined {
  const [decimal, thousands] = numeralsOf(digits)[0]?.values ?? [];
  if (thousands === undefined) return decimal;
  if (code !== 'en') return undefined;
  return digits.includes(',') ? thousands : decimal;
}

/** `in 1500 years` is no year. */
const YEARS = /^ (?:years|Jahren?|ans|années|años|anos)(?!\p{L})/u;

function kindOf(
  digits: string,
  value: number,
  { unit, start }: Quantity,
  text: string,
  end: number,
  { wording, code }: Source,
): string | undefined {
  const [before = ''] = text.slice(0, start).match(/[\p{L}]+(?=[\s(]*$)/u) ?? [];
  const isYear =
    /^[12]\d{3}$/.test(digits) && phrasesIn(before, wording.beforeYear).length > 0 && !YEARS.test(text.slice(end));
  // 'of 1000 meters' has a unit, 'in 1789 people' none.
  if (isYear && (unit === undefined || unit === 'y') && value > 1000 && value < 2100) return 'year';
  // 'the 2017 annual report'.
  if (unit === undefined || (unit === 'y' && YEAR.test(digits))) return undefined;
  // Words between the number and its unit, as in 3 million km, go with the unit.
  const rest = text.slice(end).match(/^\s?[\p{L}%°€$²³/]+(?:\s[\p{L}²³/]+)?/u)?.[0] ?? '';
  return rest.trim() === '' && code !== 'en' ? undefined : `${unit}`;
}

function isRangeOrLimit(text: string, start: number, end: number, { wording }: Source): boolean {
  const before = text.slice(Math.max(0, start - NEAR.before), start);
  const after = text.slice(end, end + NEAR.after);
  if (OR_MORE.test(text.slice(end)) || RANGE.before.test(before) || RANGE.after.test(text.slice(end))) return true;
  const words = before
    .split(/(?:[\s;(]|,(?!\d))+/u)
    .filter(Boolean)
    .slice(-3)
    .join(' ');
  // 'at least the past': of several words none is one by chance.
  const far = wording.limits.split('|').filter((limit) => limit.includes(' '));
  return (
    spelledPhrasesIn(words, wording.limits).length > 0 ||
    spelledPhrasesIn(before, far.join('|')).length > 0 ||
    /^[\s%°]*(?:to|bis|a|à|até|or|oder|ou|o)\s*\d/u.test(after)
  );
}

/** Whether a number counts from the day of writing, or from an event before: `100 years ago`, `6 months later`. */
function isCounted(text: string, start: number, end: number, { wording }: Source): boolean {
  const [before, after] = [foldText(text.slice(0, start)), foldText(text.slice(end))];
  if (new RegExp(`^ \\p{L}+ (?:${phrasePattern(wording.afterCount)})(?!\\p{L})`, 'u').test(after)) return true;
  return new RegExp(`(?<!\\p{L})(?:${phrasePattern(wording.beforeCount)})(?: \\p{L}+)? $`, 'u').test(before);
}

/** Numbers as gaps: to choose among numbers of the same kind of the source, or to be written. */
export function numberQuestions(
  numbers: readonly AskedNumber[],
  others: readonly AskedNumber[],
  source: Source,
): Drafted[] {
  return numbers.flatMap((number) => {
    const wrong = wrongNumbers(number, others);
    const choice = wrong.length >= WRONG ? [chooseNumber(number, wrong, source)] : [];
    return [...choice, ...writeNumber(number, source)];
  });
}

/** Numbers of the same kind that are not in the sentence, and far enough from the right one. */
export function wrongNumbers(number: AskedNumber, numbers: readonly AskedNumber[]): AskedNumber[] {
  const known = new Set([number.value]);
  const fit = numbers.filter((other) => {
    if (other.kind !== number.kind || known.has(other.value) || number.sentence.text.includes(other.digits))
      return false;
    known.add(other.value);
    return isNear(number, other);
  });
  const near = fit.toSorted((a, b) => Math.abs(a.value - number.value) - Math.abs(b.value - number.value));
  return shuffledBy(near.slice(0, 2 * WRONG), number.sentence.text, ({ digits }) => digits).slice(0, WRONG);
}

function isNear({ kind, value }: AskedNumber, other: AskedNumber): boolean {
  if (kind === 'year')
    return Math.abs(value - other.value) <= YEARS_APART.most && Math.abs(value - other.value) >= YEARS_APART.least;
  const ratio = Math.abs(other.value / value);
  return ratio < MAX_RATIO && ratio > 1 / MAX_RATIO && Math.abs(ratio - 1) > 0.15;
}

const gapOf = (number: AskedNumber, ask: string, source: Source): string =>
  gapStem(ask, number.sentence, withGap(number.sentence, number.start, number.end, source), source);

function chooseNumber(number: AskedNumber, wrong: readonly AskedNumber[], source: Source): Drafted {
  const { ask } = source.wording;
  const isYear = number.kind === 'year';
  return {
    way: isYear ? 'year' : 'number',
    pageNo: number.sentence.pageNo,
    question: {
      kind: 'single-choice',
      difficulty: 'medium',
      stem: gapOf(number, isYear ? ask.year : ask.number, source),
      right: number.digits,
      wrong: wrong.map(({ digits }) => digits),
      explanation: explain(number.sentence, source),
      evidence: { quote: number.sentence.text },
    },
  };
}

/** A rough number, and a large round one, may be known a little otherwise. */
const TOLERANCE = { rough: 0.05, exact: 0.001 };
const isRound = ({ digits, value }: AskedNumber): boolean =>
  value >= 100 && digits.replace(/\D/g, '').replace(/0+$/, '').length <= 2;

function writeNumber(number: AskedNumber, source: Source): Drafted[] {
  if (number.kind === 'year') return [];
  return [
    {
      way: 'number',
      pageNo: number.sentence.pageNo,
      question: {
        kind: 'numeric',
        difficulty: 'hard',
        stem: gapOf(number, source.wording.ask.writeNumber, source),
        value: number.value,
        // Of a share the sign may be written or not; any other unit stands behind the gap.
        unit: number.kind === '%' ? '%' : null,
        tolerance: { absolute: 0, relative: number.isRough || isRound(number) ? TOLERANCE.rough : TOLERANCE.exact },
        formula: 'stated',
        values: { stated: number.value },
        explanation: explain(number.sentence, source),
        evidence: { quote: number.sentence.text },
      },
    },
  ];
}
