/** An inclusive span of 1-based page numbers. */
export interface PageRange {
  from: number;
  to: number;
}

/**
 * Pages that one activity reads. Small, so that a lost worker repeats little and progress is visible;
 * large enough that fetching the file again costs little beside reading it.
 */
export const PAGES_PER_RANGE = 10;

/** Splits `pageCount` pages into consecutive ranges of at most `size`. */
export function pageRanges(pageCount: number, size: number = PAGES_PER_RANGE): PageRange[] {
  const ranges: PageRange[] = [];
  for (let from = 1; from <= pageCount; from += size) ranges.push({ from, to: Math.min(from + size - 1, pageCount) });
  return ranges;
}

/** The page numbers of a range, in order. */
export const pagesOf = ({ from, to }: PageRange): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
