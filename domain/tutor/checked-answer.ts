import { isMeaningful, locateQuote, type QuoteSpan } from '../text/quotes.js';
import { type CitableText, refOf, type SourceRef, sourceKey } from '../text/source-ref.js';
import { joinMarked, type MarkedPart, writeMarked } from './citation-marks.js';
import type { DraftPart } from './draft-parts.js';

/** A quote that stands in its text. */
export type VerifiedQuote<Ref extends SourceRef = SourceRef> = Ref &
  QuoteSpan & {
    /** As it stands there, white space included. */
    quote: string;
  };

/** A part with those of its quotes that stand. */
export interface CheckedPart<Ref extends SourceRef = SourceRef> {
  text: string;
  quotes: VerifiedQuote<Ref>[];
}

/** Gives the text behind the number of a passage; undefined where there is none. */
export type TextOf<Ref extends SourceRef = SourceRef> = (ref: number) => CitableText<Ref> | undefined;

/** Looks for a part's quotes in the texts that they name. */
export function checkPart<Ref extends SourceRef>(part: DraftPart, textOf: TextOf<Ref>): CheckedPart<Ref> {
  const quotes = part.citations.flatMap(({ ref, quote }) => {
    const source = textOf(ref);
    const span = source && locateQuote(source.text, quote);
    if (!span || !isMeaningful(quote)) return [];
    return [{ ...refOf<Ref>(source), quote: source.text.slice(span.start, span.end), ...span }];
  });
  return { text: part.text, quotes };
}

/** Finds the text behind the number of a passage: passage n is of the nth span. */
export function textFinder<Ref extends SourceRef>(
  spans: readonly SourceRef[],
  texts: readonly CitableText<Ref>[],
): TextOf<Ref> {
  const byKey = new Map(texts.map((one) => [sourceKey(one), one]));
  return (ref) => {
    const span = spans[ref - 1];
    return span && byKey.get(sourceKey(span));
  };
}

/** Whether a part rests on something. */
export const isBacked = ({ quotes }: { quotes: readonly unknown[] }): boolean => quotes.length > 0;

/** An answer whose every sentence is backed, as it is stored: marks like [1] lead to the citations. */
export interface CitedAnswer {
  /** Markdown. */
  answer: string;
  steps: string[];
  keyPoints: string[];
  /** In the order of their first mark; [1] is the first. */
  citations: VerifiedQuote[];
}

/** The lists of a draft, each part with those of its quotes that stand. */
export interface CheckedDraft {
  answer: readonly CheckedPart[];
  steps: readonly CheckedPart[];
  keyPoints: readonly CheckedPart[];
}

/** Models may put all that they have to say into another list: where no sentence stands, key points count, or steps. */
function withAnswer({ answer, steps, keyPoints }: CheckedDraft): CheckedDraft {
  if (answer.some(isBacked)) return { answer, steps, keyPoints };
  if (keyPoints.some(isBacked)) return { answer: [...answer, ...keyPoints], steps, keyPoints: [] };
  const items = steps.filter(isBacked).map(({ text, quotes }, at) => ({ text: `${at + 1}. ${text.trim()}`, quotes }));
  return { answer: [...answer, ...items], steps: [], keyPoints: [] };
}

/** The share of what was to be the answer that is backed. */
export function backedShare(draft: CheckedDraft): number {
  const { answer } = withAnswer(draft);
  return answer.length === 0 ? 0 : answer.filter(isBacked).length / answer.length;
}

/** Puts the parts that are backed together, each followed by the marks of its citations. The others are left out. */
export function composeAnswer(checked: CheckedDraft): CitedAnswer {
  const draft = withAnswer(checked);
  const citations: VerifiedQuote[] = [];
  const mark = (quote: VerifiedQuote): string => {
    let at = citations.findIndex((one) => isSamePlace(one, quote));
    if (at < 0) at = citations.push(quote) - 1;
    return `[${at + 1}]`;
  };
  const marked = (parts: readonly CheckedPart[]): MarkedPart[] =>
    parts.filter(isBacked).map(({ text, quotes }) => ({
      text: text.trim(),
      marks: [...new Set(quotes.map(mark))],
    }));
  const answer = marked(draft.answer);
  const list = (parts: readonly CheckedPart[]) => marked(parts).map(writeMarked);
  return {
    answer: joinMarked(answer),
    steps: list(draft.steps),
    keyPoints: list(draft.keyPoints),
    citations,
  };
}

const isSamePlace = (a: VerifiedQuote, b: VerifiedQuote): boolean =>
  sourceKey(a) === sourceKey(b) && a.start === b.start && a.end === b.end;
