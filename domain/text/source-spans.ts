import type { QuoteSpan } from './quotes.js';
import { type PageRef, refOf, type SourceRef, sourceKey } from './source-ref.js';

/** A span of a text that can be cited; offsets in UTF-16 units, end exclusive. */
export type SourceSpan<Ref extends SourceRef = SourceRef> = Ref & QuoteSpan;

/** A span of one page's text. */
export type PageSpan = SourceSpan<PageRef>;

/** A span with all of the text that it lies in. */
export type SpanWithText<Ref extends SourceRef = SourceRef> = SourceSpan<Ref> & {
  sourceText: string;
  /** Where it begins within a table, the head row of that. */
  tableHead?: string | null;
};

/** Where a span is, without the text. */
export const placeOf = ({ start, end, ...source }: SourceSpan): SourceSpan => ({ ...refOf(source), start, end });

/**
 * Joins spans of the same text that overlap or have nothing but white space between them, so that neighbors are
 * one and no text comes twice. The result is in order of each text's first mention, and within a text by offset.
 */
export function mergeSpans<T extends SpanWithText>(spans: readonly T[]): T[] {
  const sources = new Map<string, T[]>();
  for (const span of spans) {
    const key = sourceKey(span);
    sources.set(key, [...(sources.get(key) ?? []), span]);
  }
  return [...sources.values()].flatMap(mergeWithin);
}

function mergeWithin<T extends SpanWithText>(spans: readonly T[]): T[] {
  const merged: T[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && span.sourceText.slice(last.end, span.start).trim() === '') {
      last.end = Math.max(last.end, span.end);
    } else merged.push({ ...span });
  }
  return merged;
}

/** Spans without what one of them before has of the same text: neighbors repeat a few sentences. Empty ones are left out. */
export function withoutOverlap<T extends SourceSpan>(spans: readonly T[]): T[] {
  const ends = new Map<string, number>();
  return spans.flatMap((span) => {
    const key = sourceKey(span);
    const start = Math.max(span.start, ends.get(key) ?? 0);
    if (start >= span.end) return [];
    ends.set(key, span.end);
    return [{ ...span, start }];
  });
}
