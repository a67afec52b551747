/** A number as it is written in digits. */
export interface Numeral {
  /** What it may mean: 3.715 is 3715 in Spanish and something else in English. */
  values: number[];
  start: number;
  end: number;
}

/** Digits in groups, with or without a decimal part; as a power of ten; as a fraction of two numbers. */
const NUMERAL =
  /(?<![\p{L}\p{N}.,])(?:(\d+)\/(0*[1-9]\d*)(?![\d/])|((?:\d{1,3}(?:[ \u00a0\u202f\u2009](?=\d{3}(?!\d)))\d{3}(?:[ \u00a0\u202f\u2009]\d{3}(?!\d))*|\d{1,2}(?:,\d{2})+,\d{3}|\d+(?:[.,'’]\d+)*)))(?:\s*[×x·*]\s*10(?:\^([-−]?\d+)|([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)))?(?:\^([-−]?\d+)|([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))?(?:st|nd|rd|th|er|ère|ème|e|º|ª)?(?![\d])/gu;

const LOOSE = /(?<![\p{N}.,\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}])\d+(?:[.,]\d+)*/gu;

/** The numbers of a text in digits (ASCII ones). */
export function numeralsOf(original: string): Numeral[] {
  const text = datesApart(original);
  const strict = [...text.matchAll(NUMERAL)].map((match) => {
    const [all, numerator, denominator, digits = '', exponent, raised, power, powerRaised] = match;
    const scale = exponentOf(exponent ?? raised);
    const base = numerator ? [Number(numerator) / Number(denominator)] : readingsOf(digits);
    const isPower = (power ?? powerRaised) !== undefined;
    // `6e23` is exact where 6 times 10 to the 23rd is not.
    const values = base.map((value) =>
      Number(`${isPower ? value ** exponentOf(power ?? powerRaised) : value}e${scale}`),
    );
    return { values, start: match.index, end: match.index + all.length };
  });
  // Digits within a text without spaces; those that hang on Latin letters are part of a name, as in CO2.
  const loose = [...text.matchAll(LOOSE)]
    .filter(({ index }) => !strict.some(({ start, end }) => index >= start && index < end))
    .map((match) => ({
      values: readingsOf(match[0]),
      start: match.index,
      end: match.index + match[0].length,
    }));
  return [...strict, ...loose].toSorted((a, b) => a.start - b.start);
}

/** The numbers of a date in digits are three, not one with separators. */
const datesApart = (text: string): string =>
  text.replace(/(?<![\d./])(\d{1,2})([./])(\d{1,2})\2(\d{4}|(?<=\/)\d{2})(?![\d/])/g, '$1;$3;$4');

function exponentOf(text: string | undefined): number {
  if (text === undefined) return 0;
  const plain = text.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (sign) => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign)));
  return Number(plain.replace(/[⁻−]/g, '-').replace('⁺', ''));
}

/** One separator before three digits may part thousands, which never begin with 0, or a decimal part; then both readings count. */
function readingsOf(digits: string): number[] {
  const text = digits.replace(/[ \u00a0\u202f\u2009'’]/g, '');
  const marks = text.match(/[.,]/g) ?? [];
  if (marks.length === 0) return [Number(text)];
  const last = marks.at(-1) ?? '';
  const kinds = new Set(marks).size;
  if (kinds === 2)
    return [Number(`${withoutAll(text.slice(0, text.lastIndexOf(last)))}.${text.slice(text.lastIndexOf(last) + 1)}`)];
  if (marks.length > 1) return [Number(withoutAll(text))];
  const decimal = Number(text.replace(',', '.'));
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(text) ? [decimal, Number(withoutAll(text))] : [decimal];
}

const withoutAll = (text: string): string => text.replace(/[.,]/g, '');
