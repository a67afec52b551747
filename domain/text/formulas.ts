import type { QuoteSpan } from './quotes.js';

/** Characters of a formula between single dollar signs; further apart they are prices. */
const MAX_INLINE = 1_000;
/** Characters of a formula in lines of its own. */
const MAX_DISPLAY = 4_000;
/** A dollar sign, or two; what a backslash stands before is none. */
const SIGNS = /\\[\s\S]|\$\$?/g;
const BLANK_LINE = /\n[^\S\n]*\n/;

/**
 * The formulas of a text: TeX between `$` or `$$`, with these; offsets, end exclusive. As Pandoc reads them: the first
 * `$` has no blank behind it, the second none before it and no figure behind it, so that prices are none, and none goes
 * over an empty line. Takes time that grows with the text alone.
 */
export function formulasIn(text: string): QuoteSpan[] {
  if (!text.includes('$')) return [];
  const signs = [...text.matchAll(SIGNS)].filter(([sign]) => sign.startsWith('$'));
  const found: QuoteSpan[] = [];
  for (let at = 0; at + 1 < signs.length; at += 1) {
    const [open, close] = [signs[at], signs[at + 1]];
    if (!open || !close || open[0] !== close[0]) continue;
    const span = { start: open.index, end: close.index + close[0].length };
    if (!isFormula(text, span, open[0])) continue;
    found.push(span);
    at += 1;
  }
  return found;
}

function isFormula(text: string, { start, end }: QuoteSpan, sign: string): boolean {
  if (end - start > (sign === '$' ? MAX_INLINE : MAX_DISPLAY)) return false;
  const inner = text.slice(start + sign.length, end - sign.length);
  if (inner.trim() === '' || BLANK_LINE.test(inner)) return false;
  return sign === '$$' || (/^\S/.test(inner) && /\S$/.test(inner) && !/^\d/.test(text.slice(end, end + 1)));
}

/** The text with each formula as what `write` makes of it. */
export function replaceFormulas(text: string, write: (formula: string) => string): string {
  let result = '';
  let at = 0;
  for (const { start, end } of formulasIn(text)) {
    result += text.slice(at, start) + write(text.slice(start, end));
    at = end;
  }
  return at === 0 ? text : result + text.slice(at);
}

/** A place at which no formula is cut in two: the one given, or the beginning of the formula that it is within. */
export const outsideFormula = (text: string, at: number): number =>
  formulasIn(text).find(({ start, end }) => start < at && at < end)?.start ?? at;
