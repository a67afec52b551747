import type { PageRef } from '../text/source-ref.js';
import { mergeSpans, type SpanWithText } from '../text/source-spans.js';
import type { VerifiedQuote } from '../tutor/checked-answer.js';

/** Characters before and after a quote at most. */
const MAX_CHARACTERS = 400;

/** The paragraphs that quotes stand in, as far as they are near; what overlaps is joined. */
export function surroundingsOf(
  quotes: readonly VerifiedQuote<PageRef>[],
  textOf: (place: PageRef) => string | undefined,
): SpanWithText<PageRef>[] {
  const spans = quotes.flatMap(({ materialId, pageNo, start, end }) => {
    const sourceText = textOf({ materialId, pageNo });
    if (sourceText === undefined) return [];
    const before = sourceText.slice(Math.max(0, start - MAX_CHARACTERS), start);
    const after = sourceText.slice(end, end + MAX_CHARACTERS);
    return [{ materialId, pageNo, sourceText, start: start - endLength(before), end: end + beginningLength(after) }];
  });
  return mergeSpans(spans);
}

/** How much of a text belongs to the paragraph that goes on after it: none where it is cut in the middle of a word. */
function endLength(text: string): number {
  const paragraph = text.lastIndexOf('\n\n');
  if (paragraph >= 0) return text.length - (paragraph + 2);
  const space = text.search(/\s/u);
  if (text.length < MAX_CHARACTERS) return text.length;
  return space < 0 ? 0 : text.length - (space + 1);
}

function beginningLength(text: string): number {
  const paragraph = text.indexOf('\n\n');
  if (paragraph >= 0) return paragraph;
  return text.length < MAX_CHARACTERS ? text.length : Math.max(0, text.search(/\s\S*$/u));
}
