import { LIST_MARK } from './blocks.js';
import { isRow } from './tables.js';

/** A sentence as far as it counts for whether it goes on over the end of its page. */
interface Piece {
  text: string;
  isHeading: boolean;
}

/** What ends a sentence, with what may close behind it, and marks of notes. */
const ENDED = /[.!?…:;。！？।॥؟۔](?:["'”’»)\]）」』]|\s?\[\d{1,3}\])*$/u;
/** A page number, also between dashes, or with the number of all pages. */
const PAGE_NUMBER = /^[\s\-–—|(]*(?:p(?:age|\.)?\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:\/|of)\s*\d{1,4})?[\s\-–—|)]*$/iu;
/** A note below the text begins with its mark. */
const NOTE = /^(?:\[?\d{1,3}\]?|[*†‡§¹²³⁴-⁹]+)\s*\p{L}/u;
/** The rest of a sentence begins with a small letter, a number, or in a script that has no small letters. */
const GOES_ON = /^["'“‘«(]?[\p{Ll}\p{Lo}\p{N}]/u;
/** Behind these, a name or a noun with a capital may follow as well: a comma, or a short word such as 'by' or 'der'. */
const LEADS_ON = /(?:[,–—-]|(?<!\p{L})\p{Ll}{1,3})$/u;
/** Fewer words are a title or a label. */
const MIN_WORDS = 5;
/** Pieces that are looked at on either side: notes below the text, a number and a title above it. */
export const MAX_PIECES = { before: 12, after: 3 };

/**
 * Finds the sentence that begins on one page and ends on the next: the last one of the page that has no end, with
 * nothing below it but notes and the page's number, and the first of the next page that can be its rest.
 * @param before the sentences of the page, in order
 * @param after those of the next page
 * @returns the positions of its two parts, undefined where no sentence goes over
 */
export function sentenceOver(
  before: readonly Piece[],
  after: readonly Piece[],
): { first: number; rest: number } | undefined {
  const first = openSentence(before);
  const rest = after.slice(0, MAX_PIECES.after).findIndex((piece) => !isPageNumber(piece));
  const [begun, ended] = [before[first], after[rest]];
  if (!begun || !ended || ended.isHeading || isRow(ended.text) || LIST_MARK.test(ended.text)) return undefined;
  const goesOn = GOES_ON.test(ended.text) || LEADS_ON.test(begun.text);
  return goesOn ? { first, rest } : undefined;
}

/** The two parts of a sentence as one; a word that is broken between them is joined. */
export function joinedSentence(first: string, rest: string): string {
  return /\p{Ll}[-\u2010]$/u.test(first) && /^\p{Ll}/u.test(rest) ? first.slice(0, -1) + rest : `${first} ${rest}`;
}

function openSentence(pieces: readonly Piece[]): number {
  const from = Math.max(pieces.length - MAX_PIECES.before, 0);
  for (let at = pieces.length - 1; at >= from; at -= 1) {
    const [piece, below] = [pieces[at], pieces[at + 1]];
    if (!piece || piece.isHeading || isPageNumber(piece) || NOTE.test(piece.text) || isRow(piece.text)) continue;
    if (ENDED.test(piece.text)) {
      // A note may be more than one sentence, and the text above it is looked at.
      if (pieces.slice(from, at).some((above) => NOTE.test(above.text))) continue;
      return -1;
    }
    const isLast = !below || isPageNumber(below) || NOTE.test(below.text);
    if (isLast && piece.text.split(/\s+/u).length >= MIN_WORDS) return at;
  }
  return -1;
}

const isPageNumber = ({ text }: Piece): boolean => PAGE_NUMBER.test(text);
