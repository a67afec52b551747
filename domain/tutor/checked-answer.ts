import type { PageSpan } from '../text/page-spans.js';
import { isMeaningful, locateQuote, type QuoteSpan } from '../text/quotes.js';
import { safeMarkdown } from '../text/safe-markdown.js';
import type { DraftPart } from './draft-parts.js';

/** A page that may be cited. */
export interface CitablePage {
  materialId: string;
  pageNo: number;
  text: string;
}

/** A quote that stands on its page. */
export interface VerifiedQuote extends QuoteSpan {
  materialId: string;
  pageNo: number;
  /** As it stands there, white space included. */
  quote: string;
}

/** A part with those of its quotes that stand. */
export interface CheckedPart {
  text: string;
  quotes: VerifiedQuote[];
}

/**
 * Looks for a part's quotes on the pages that they name.
 * @param pageOf the page behind the number of a passage; undefined where there is none
 */
export function checkPart(part: DraftPart, pageOf: (ref: number) => CitablePage | undefined): CheckedPart {
  const quotes = part.citations.flatMap(({ ref, quote }) => {
    const page = pageOf(ref);
    const span = page && locateQuote(page.text, quote);
    if (!span || !isMeaningful(quote)) return [];
    const { materialId, pageNo, text } = page;
    return [{ materialId, pageNo, quote: text.slice(span.start, span.end), ...span }];
  });
  return { text: part.text, quotes };
}

/** Finds the page behind the number of a passage: passage n is the nth span. */
export function pageFinder(spans: readonly PageSpan[], pages: readonly CitablePage[]) {
  const byPlace = new Map(pages.map((page) => [`${page.materialId}/${page.pageNo}`, page]));
  return (ref: number): CitablePage | undefined => {
    const span = spans[ref - 1];
    return span && byPlace.get(`${span.materialId}/${span.pageNo}`);
  };
}

/** Whether a part rests on something. */
export const isBacked = ({ quotes }: CheckedPart): boolean => quotes.length > 0;

/** An answer whose every sentence is backed, as it is stored: marks like [1] lead to the citations. */
export interface CitedAnswer {
  /** Markdown. */
  answer: string;
  steps: string[];
  keyPoints: string[];
  /** In the order of their first mark; [1] is the first. */
  citations: VerifiedQuote[];
}

/** Puts the parts that are backed together, each followed by the marks of its citations. The others are left out. */
export function composeAnswer(draft: {
  answer: readonly CheckedPart[];
  steps: readonly CheckedPart[];
  keyPoints: readonly CheckedPart[];
}): CitedAnswer {
  const citations: VerifiedQuote[] = [];
  const mark = (quote: VerifiedQuote): string => {
    let at = citations.findIndex((one) => isSamePlace(one, quote));
    if (at < 0) at = citations.push(quote) - 1;
    return `[${at + 1}]`;
  };
  const render = (parts: readonly CheckedPart[]) =>
    parts
      .filter(isBacked)
      .map(({ text, quotes }) => `${safeMarkdown(text.trim())} ${[...new Set(quotes.map(mark))].join('')}`);
  return {
    answer: joinSentences(render(draft.answer)),
    steps: render(draft.steps),
    keyPoints: render(draft.keyPoints),
    citations,
  };
}

const isSamePlace = (a: VerifiedQuote, b: VerifiedQuote): boolean =>
  a.materialId === b.materialId && a.pageNo === b.pageNo && a.start === b.start && a.end === b.end;

/** Sentences follow each other; an item of a list, a heading or a table begins a line of its own. */
function joinSentences(parts: readonly string[]): string {
  return parts.reduce((joined, part) => {
    if (joined === '') return part;
    return joined + (/^(?:[-*+] |\d+[.)] |#|\||>|```)/.test(part) ? '\n' : ' ') + part;
  }, '');
}
