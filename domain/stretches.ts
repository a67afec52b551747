/** A span of one page's text; offsets in UTF-16 units, end exclusive. */
export interface Stretch {
  materialId: string;
  pageNo: number;
  start: number;
  end: number;
}

/**
 * Joins stretches of the same page that overlap or have nothing but white space between them, so that neighbours are
 * one and no text is given twice. The result is in order of each page's first mention, and within a page by offset.
 */
export function mergeStretches<T extends Stretch & { pageText: string }>(stretches: readonly T[]): T[] {
  const pages = new Map<string, T[]>();
  for (const stretch of stretches) {
    const page = `${stretch.materialId}/${stretch.pageNo}`;
    pages.set(page, [...(pages.get(page) ?? []), stretch]);
  }
  return [...pages.values()].flatMap(mergePage);
}

function mergePage<T extends Stretch & { pageText: string }>(stretches: readonly T[]): T[] {
  const merged: T[] = [];
  for (const stretch of stretches.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && stretch.pageText.slice(last.end, stretch.start).trim() === '') {
      last.end = Math.max(last.end, stretch.end);
    } else merged.push({ ...stretch });
  }
  return merged;
}
