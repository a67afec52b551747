import { isSameSign } from './check-signs.js';
import type { Quantity } from './quantities.js';
import type { ReadText } from './read-text.js';
import type { SupportIssue } from './support.js';
import { inFirstUnit, kindOf } from './units.js';

/** How far two values may be apart that are one, as shares: of the same unit, of units that convert, and of what is calculated. */
const TOLERANCE = { same: 1e-6, converted: 3e-3, share: 0.02 };
/** By rounding a value moves by this share of it at most. */
const MAX_ROUNDING = 0.15;
const YEAR = inFirstUnit(1, 'y');
/** Units that years are counted by. */
const SPANS = ['mo', 'y', 'decade', 'century'];
/** Years that differences are taken between. */
const YEARS = { from: 100, to: 2200 };

/**
 * Whether every number, unit and month of a sentence stands in the sentences it quotes from or follows from them. These follow:
 * the same value in another unit or spelling, a fraction as a percentage, a rounded value where the sentence says
 * about, years between two years, a year so many years after another, the century of a year, and the share, sum or
 * difference of two numbers that the sentence names, too. A number with a minus is another than one without.
 */
export function checkNumbers(claim: ReadText, around: ReadText): SupportIssue | undefined {
  const known = [...around.measures.quantities, ...onesOf(around)];
  for (const quantity of claim.measures.quantities) {
    if (quantity.isWeak) continue;
    const found = known.filter((one) => isSameValue(quantity, one) && isSameSign([quantity, claim], [one, around]));
    if (found.some((one) => isSameUnit(quantity, one, around)) || isDerived(quantity, known, around)) continue;
    return { kind: found.length > 0 ? 'unit' : 'number', text: quantity.text };
  }
  return checkUnits(claim, around) ?? checkMonths(claim, around);
}

/** 'a week' is one, or seven days. */
const onesOf = ({ measures }: ReadText): Quantity[] =>
  [...measures.units].map((unit) => ({
    ...{ values: [1], unit, isFactor: false, isWeak: true, isRough: false },
    ...{ text: '', start: 0, end: 0 },
  }));

const isNear = (a: number, b: number, tolerance = TOLERANCE.same): boolean =>
  Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));

function isSameValue(a: Quantity, b: Quantity): boolean {
  return pairs(a, b).some(([x, y]) => isNear(x, y) || isRounded(a, x, y) || isConverted(a, x, b, y));
}

function isConverted(a: Quantity, x: number, b: Quantity, y: number): boolean {
  if (isShare(a) && isShare(b) && a.unit !== b.unit) return isNear(asShare(a, x), asShare(b, y), TOLERANCE.converted);
  if (!a.unit || !b.unit || a.unit === b.unit || kindOf(a.unit) !== kindOf(b.unit)) return false;
  const said = inFirstUnit(x, a.unit) / inFirstUnit(1, b.unit);
  return isNear(said, y, TOLERANCE.converted) || isRounded(a, said, y);
}

/** Half is 50 percent. */
const isShare = ({ unit, isFactor }: Quantity): boolean => unit === '%' || unit === '‰' || (isFactor && !unit);
const asShare = ({ unit }: Quantity, value: number): number => (unit ? inFirstUnit(value, unit) / 100 : value);

/** Only where the sentence says so: 'about 2 million' of 2.2 million. */
function isRounded({ isRough }: Quantity, said: number, stated: number): boolean {
  if (!isRough || said === 0) return false;
  if (Math.abs(said - stated) > MAX_ROUNDING * Math.abs(stated)) return false;
  const place = 10 ** Math.floor(Math.log10(Math.abs(stated)));
  return [place, place / 10].some((unit) => isNear(said, Math.round(stated / unit) * unit) && !isNear(stated, said));
}

function isSameUnit(a: Quantity, b: Quantity, around: ReadText): boolean {
  if (!a.unit || a.unit === b.unit || (isShare(a) && isShare(b))) return true;
  return b.unit ? pairs(a, b).some(([x, y]) => isConverted(a, x, b, y)) : isUnitCompatible(a.unit, around);
}

/** A number whose unit stands elsewhere, as in the head of a table. */
const isUnitCompatible = (unit: string, around: ReadText): boolean =>
  around.measures.units.has(unit) || ![...around.measures.units].some((other) => kindOf(other) === kindOf(unit));

const pairs = (a: Quantity, b: Quantity): [number, number][] =>
  a.values.flatMap((x) => b.values.map((y): [number, number] => [x, y]));

function isDerived(quantity: Quantity, known: readonly Quantity[], around: ReadText): boolean {
  const { unit, values } = quantity;
  const is = (value: number) => values.some((own) => isNear(own, value) || isRounded(quantity, own, value));
  const years = known.flatMap((one) => (one.unit === undefined || one.unit === 'y' ? one.values.filter(isYear) : []));
  const spans = known.flatMap((one) => {
    const own = isAge(one, around) ? 'y' : (one.unit ?? '');
    return SPANS.includes(own) ? one.values.map((value) => inFirstUnit(value, own) / YEAR) : [];
  });
  const isBetween = years.some((a) => years.some((b) => a !== b && is(Math.abs(a - b))));
  const isAfter = years.some((year) => spans.some((span) => is(year + span) || is(year - span)));
  if (unit === 'century' && years.some((year) => is(Math.ceil(year / 100)))) return true;
  return (
    (unit === 'y' && isBetween) ||
    ((unit === undefined || unit === 'y') && isAfter) ||
    isCalculated(quantity, known, around)
  );
}

/** Years without their unit: 'aged 76', 'at the age of 76'. */
const isAge = ({ unit, start }: Quantity, { text }: ReadText): boolean =>
  unit === undefined && /\bage(?:d|\s+of)?\s+$/i.test(text.slice(Math.max(0, start - 10), start));

const isYear = (value: number): boolean => Number.isInteger(value) && value >= YEARS.from && value <= YEARS.to;

/** The sum, difference or share of two numbers, and what is left of a whole. */
function isCalculated(quantity: Quantity, known: readonly Quantity[], { measures }: ReadText): boolean {
  // Between two years there are years, and no metres.
  const isOfYears = (one: Quantity) => one.unit === undefined && one.values.some(isYear);
  const isOther = !isPart(quantity) && !measures.units.has(quantity.unit ?? '');
  const others = known.filter((one) => !one.isWeak && !(isOther && isOfYears(one)));
  return (
    others.some((one) => isRest(quantity, one)) ||
    others.some((a) => others.some((b) => a !== b && isOfTwo(quantity, a, b)))
  );
}

const isPart = (quantity: Quantity): boolean => isShare(quantity) || quantity.isFactor || quantity.unit === undefined;
const sharesOf = (quantity: Quantity): number[] => quantity.values.map((value) => asShare(quantity, value));

/** 30 percent where 70 are told; a third where 67 percent are. */
function isRest(quantity: Quantity, told: Quantity): boolean {
  if (!isPart(quantity) || !isShare(told)) return false;
  return sharesOf(told).some((share) => {
    if (isResult(quantity, (1 - share) / asShare(quantity, 1))) return true;
    return quantity.unit !== told.unit && sharesOf(quantity).some((said) => isNear(said, 1 - share, TOLERANCE.share));
  });
}

/** Whether a number is what a calculation in its unit gives: exactly, by the figures it is written with, or about. */
const isResult = (quantity: Quantity, result: number): boolean =>
  quantity.values.some(
    (said) =>
      isNear(said, result) ||
      isRounded(quantity, said, result) ||
      Math.abs(said - result) < halfOfLastFigure(quantity, said),
  );

/** Half of what one more in the last figure is: 0.05 for 9.3, and 50 million for 9.3 billion; 0 for a number in words. */
function halfOfLastFigure({ text }: Quantity, value: number): number {
  const figures = Number(text.replace(/\D/g, ''));
  return figures > 0 ? value / figures / 2 : 0;
}

function isOfTwo(quantity: Quantity, a: Quantity, b: Quantity): boolean {
  if (!a.isFactor && !b.isFactor && !isOfOneKind(a, b)) return false;
  const [canBeShare, canBeSum] = [isPart(quantity), isOfOneKind(a, quantity) && !isYearMoved(quantity, a, b)];
  const unit = inFirstUnit(1, quantity.unit ?? '');
  return valuesOf(a).some((x) =>
    valuesOf(b).some((y) => {
      if (canBeShare && sharesOf(quantity).some((said) => isNear(said, x / y, TOLERANCE.share))) return true;
      const results = b.isFactor ? [x + y, Math.abs(x - y), x / y, x * y] : [x + y, Math.abs(x - y)];
      return canBeSum && results.some((result) => isResult(quantity, result / unit));
    }),
  );
}

/** Counts from this one on are not taken for what a year was moved by: 1200 and 300 make 1500. */
const MIN_ADDED = 100;

/** A year is no sum of another one and a count: 1918 does not follow from 1914 and four men. */
function isYearMoved(quantity: Quantity, a: Quantity, b: Quantity): boolean {
  const other = looksLikeYear(a) ? b : a;
  return looksLikeYear(quantity) && looksLikeYear(a) !== looksLikeYear(b) && other.values.every((by) => by < MIN_ADDED);
}

const looksLikeYear = ({ text, unit, values }: Quantity): boolean =>
  (unit === undefined || unit === 'y') && values.some(isYear) && /^\d{4}(?!\d)/.test(text);

const valuesOf = ({ values, unit }: Quantity): number[] => values.map((value) => inFirstUnit(value, unit ?? ''));
const isOfOneKind = (a: Quantity, b: Quantity): boolean => !a.unit || !b.unit || kindOf(a.unit) === kindOf(b.unit);

/** 'a day' where the quote says 'a year': a unit without a number that is another one of its kind. */
function checkUnits(claim: ReadText, around: ReadText): SupportIssue | undefined {
  const [said, stated] = [claim, around].map(bareUnits);
  const wrong = said?.find((unit) =>
    stated?.some((other) => kindOf(other) === kindOf(unit) && !claim.measures.units.has(other)),
  );
  return wrong === undefined || around.measures.units.has(wrong) ? undefined : { kind: 'unit', text: wrong };
}

const bareUnits = ({ measures: { units, quantities } }: ReadText): string[] =>
  [...units].filter((unit) => !quantities.some((one) => one.unit === unit));

function checkMonths(claim: ReadText, around: ReadText): SupportIssue | undefined {
  const [month] = [...claim.measures.months].filter((one) => !around.measures.months.has(one));
  return month === undefined ? undefined : { kind: 'date', text: String(month) };
}
