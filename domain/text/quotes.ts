import { UNSEEN, withoutUnseen } from './unseen.js';

/** Where a quote stands in a text: offsets in UTF-16 units, end exclusive. */
export interface QuoteSpan {
  start: number;
  end: number;
}

/** Text with each run of white space as one space, none at its ends, and without what is not seen. */
export const foldWhiteSpace = (text: string): string => withoutUnseen(text).replace(/\s+/gu, ' ').trim();

const PIECES = new RegExp(`(${UNSEEN})|\\s+|\\S`, 'gu');

/**
 * Finds a quote in a page's text, taking any run of white space for any other, and no notice of what is not seen.
 * @returns its span in the unfolded text, or null where it does not stand there (an empty quote never does).
 */
export function locateQuote(pageText: string, quote: string): QuoteSpan | null {
  const words = foldWhiteSpace(quote);
  if (words === '') return null;
  const offsets: number[] = [];
  let folded = '';
  let before = '';
  for (const match of pageText.matchAll(PIECES)) {
    if (match[1] !== undefined) continue;
    const piece = /^\s/u.test(match[0]) ? ' ' : match[0];
    // What was passed over may have stood between blanks.
    if (piece === ' ' && before === ' ') continue;
    before = piece;
    for (let unit = 0; unit < piece.length; unit++) offsets.push(match.index + unit);
    folded += piece;
  }
  const at = folded.indexOf(words);
  if (at < 0) return null;
  const start = offsets[at];
  const last = offsets[at + words.length - 1];
  if (start === undefined || last === undefined) return null;
  return { start, end: last + 1 };
}

/** Scripts that put no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/gu;

/**
 * Whether a quote says enough to back a sentence: two words, one of them of three letters or a number, or four
 * characters of a script without spaces. A lone 'the' stands on every page.
 */
export function isMeaningful(quote: string): boolean {
  const words = quote.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  if ((quote.match(UNSPACED) ?? []).length >= 4) return true;
  return words.length >= 2 && words.some((word) => word.length >= 3 || /\p{N}/u.test(word));
}
