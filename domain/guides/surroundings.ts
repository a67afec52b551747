import { mergePageSpans, type PageSpan } from '../text/page-spans.js';
import type { VerifiedQuote } from '../tutor/checked-answer.js';

/** A span of a page with the page's text. */
export type SpanOnPage = PageSpan & { pageText: string };

/** Characters before and after a quote at most. */
const MAX_CHARACTERS = 400;

/** The paragraphs that quotes stand in, as far as they are near; what overlaps is joined. */
export function surroundingsOf(
  quotes: readonly VerifiedQuote[],
  textOf: (place: { materialId: string; pageNo: number }) => string | undefined,
): SpanOnPage[] {
  const spans = quotes.flatMap(({ materialId, pageNo, start, end }) => {
    const pageText = textOf({ materialId, pageNo });
    if (pageText === undefined) return [];
    const before = pageText.slice(Math.max(0, start - MAX_CHARACTERS), start);
    const after = pageText.slice(end, end + MAX_CHARACTERS);
    return [{ materialId, pageNo, pageText, start: start - endLength(before), end: end + beginningLength(after) }];
  });
  return mergePageSpans(spans);
}

/** How much of a text belongs to the paragraph that goes on after it: none where it is cut in the middle of a word. */
function endLength(text: string): number {
  const edge = Math.max(text.lastIndexOf('\n\n') + 2, text.length < MAX_CHARACTERS ? 0 : text.search(/\s/u) + 1);
  return text.length - Math.min(Math.max(edge, 0), text.length);
}

function beginningLength(text: string): number {
  const paragraph = text.indexOf('\n\n');
  if (paragraph >= 0) return paragraph;
  return text.length < MAX_CHARACTERS ? text.length : Math.max(0, text.search(/\s\S*$/u));
}
