/** A span of one page's text; offsets in UTF-16 units, end exclusive. */
export interface PageSpan {
  materialId: string;
  pageNo: number;
  start: number;
  end: number;
}

/**
 * Joins spans of the same page that overlap or have nothing but white space between them, so that neighbors are
 * one and no text comes twice. The result is in order of each page's first mention, and within a page by offset.
 */
export function mergePageSpans<T extends PageSpan & { pageText: string }>(spans: readonly T[]): T[] {
  const pages = new Map<string, T[]>();
  for (const span of spans) {
    const page = `${span.materialId}/${span.pageNo}`;
    pages.set(page, [...(pages.get(page) ?? []), span]);
  }
  return [...pages.values()].flatMap(mergePage);
}

function mergePage<T extends PageSpan & { pageText: string }>(spans: readonly T[]): T[] {
  const merged: T[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && span.pageText.slice(last.end, span.start).trim() === '') {
      last.end = Math.max(last.end, span.end);
    } else merged.push({ ...span });
  }
  return merged;
}
