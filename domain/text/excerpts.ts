import { outsideFormula } from './formulas.js';
import type { QuoteSpan } from './quotes.js';

/** Characters of an excerpt at maxLength. */
const MAX_LENGTH = 300;

/**
 * The beginning of a span of text, cut between words and in no formula, without white space at its ends.
 * @returns offsets into the text, UTF-16 units, end exclusive; null where there is nothing but white space
 */
export function excerptOf(text: string, span: QuoteSpan, maxLength = MAX_LENGTH): QuoteSpan | null {
  const whole = text.slice(span.start, span.end);
  const start = span.start + (whole.length - whole.trimStart().length);
  const rest = text.slice(start, span.end).trimEnd();
  if (rest === '') return null;
  if (rest.length <= maxLength) return { start, end: start + rest.length };
  const cut = rest.slice(0, maxLength + 1).search(/\s+\S*$/u);
  const end = cut > 0 ? cut : wholeCharacters(rest, maxLength);
  return { start, end: start + (rest.slice(0, outsideFormula(rest, end)).trimEnd().length || end) };
}

/** No surrogate pair is cut in two. */
const wholeCharacters = (text: string, length: number): number =>
  /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) ? length - 1 : length;
