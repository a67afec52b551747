import { countedLabel } from './counted-words.js';
import { asciiFigures } from './fold-text.js';
import { type Line, linesOf } from './lines.js';

/** A page's text as chunking sees it. */
export interface NumberedPage {
  pageNo: number;
  text: string;
  /** BCP 47, where it is known. */
  language?: string | null;
}

/** The part of a page's text between its running headers and footers; offsets in UTF-16 units, end exclusive. */
export interface Body {
  start: number;
  end: number;
}

/** A page whose running lines are being removed. */
interface TrimmedPage {
  pageNo: number;
  lines: Line[];
  /** Lines removed at the top and at the bottom. */
  removed: { top: number; bottom: number };
}

type Side = 'top' | 'bottom';

/** Lines of a header or footer at most. Where still more lines repeat, the pages are copies of each other. */
const MAX_LINES = 4;
/** Longer lines are text. */
const MAX_LENGTH = 120;
/** Pages close together on which a line must come again; fewer where these are a large share of the document. */
const MIN_PAGES = { few: 3, usual: 5, numbered: 3 };
const LARGE_SHARE = 0.4;
/** OCR misreads a figure now and then. */
const NEARLY_ALL = 0.8;
/** Pages between two of the same kind: left and right pages alternate, and one may be blank or an image. */
const MAX_STEP = 3;
const PAGE_OF = /^(?:page|p\.|seite|página|pagina)\s*(\d+)(?:\s*(?:of|\/|von|de|di|sur)\s*\d+)?$/iu;

/**
 * The body of each page: its text without running headers, footers and page numbers, which are lines at its edges
 * that come again, but for their figures, on pages close by, or that hold a number which grows with the pages.
 * Left and right pages may differ. Lines marked as headings (`# `) stay.
 * @param pages one document's pages in page order
 */
export function bodiesOf(pages: readonly NumberedPage[]): Body[] {
  const trimmed = pages.map(({ pageNo, text }) => ({ pageNo, lines: linesOf(text), removed: { top: 0, bottom: 0 } }));
  for (const side of ['top', 'bottom'] as const) removeRunningLines(trimmed, side);
  const isAllRemoved = trimmed.every(({ lines, removed }) => removed.top + removed.bottom >= lines.length);
  return pages.map(({ text }, index) => {
    const page = trimmed[index];
    return page && !isAllRemoved ? bodyOf(page, text) : { start: 0, end: text.length };
  });
}

function bodyOf({ lines, removed }: TrimmedPage, text: string): Body {
  const [first, last] = [lines[removed.top], lines[lines.length - 1 - removed.bottom]];
  if (removed.top + removed.bottom >= lines.length || !first || !last) {
    return lines.length === 0 ? { start: 0, end: text.length } : { start: text.length, end: text.length };
  }
  return { start: removed.top === 0 ? 0 : first.start, end: removed.bottom === 0 ? text.length : last.end };
}

/** Removes lines from one edge of all pages, outermost first, as long as they are running ones. */
function removeRunningLines(pages: readonly TrimmedPage[], side: Side): void {
  let open = [...pages];
  for (let depth = 0; depth <= MAX_LINES && open.length > 0; depth += 1) {
    const edges = open.flatMap((page) => edgeOf(page, side) ?? []);
    const running = new Set([...repeatedLines(edges, pages.length), ...numberedLines(edges)]);
    open = open.filter((page) => running.has(page));
    for (const page of open) page.removed[side] = depth < MAX_LINES ? depth + 1 : 0;
  }
}

interface Edge {
  page: TrimmedPage;
  /** With figures as ASCII has them. */
  text: string;
}

function edgeOf(page: TrimmedPage, side: Side): Edge | undefined {
  const { lines, removed } = page;
  if (removed.top + removed.bottom >= lines.length) return undefined;
  const line = side === 'top' ? lines[removed.top] : lines[lines.length - 1 - removed.bottom];
  if (!line || line.text.length > MAX_LENGTH || line.text.startsWith('#')) return undefined;
  return { page, text: asciiFigures(line.text.normalize('NFKC')) };
}

/** Pages whose line comes again, word for word but for figures that stay the same or count the pages. */
function repeatedLines(edges: readonly Edge[], pageCount: number): TrimmedPage[] {
  const groups = new Map<string, Edge[]>();
  for (const edge of edges) {
    const key = edge.text
      .toLowerCase()
      .replace(/\d+/gu, '#')
      .replace(/[^\p{L}#]+/gu, ' ')
      .trim();
    if (/\p{L}/u.test(key)) addTo(groups, key, edge);
  }
  return [...groups.values()]
    .flatMap(closeTogether)
    .filter((group) => {
      const min = group.length >= LARGE_SHARE * pageCount ? MIN_PAGES.few : MIN_PAGES.usual;
      return group.length >= min && figuresFit(group);
    })
    .flatMap((group) => group.map(({ page }) => page));
}

function addTo(groups: Map<string, Edge[]>, key: string, edge: Edge): void {
  const group = groups.get(key);
  if (group) group.push(edge);
  else groups.set(key, [edge]);
}

/** Whether each figure of the lines is the same on nearly all pages, or counts them. */
function figuresFit(group: readonly Edge[]): boolean {
  const figures = group.map(({ page, text }) => ({
    pageNo: page.pageNo,
    values: (text.match(/\d+/gu) ?? []).map(Number),
  }));
  // Behind the number of a chapter, say, there may be that of the page.
  const isLabeled = countedLabel(group[0]?.text ?? '') !== '';
  const slots = Math.min(...figures.map(({ values }) => values.length));
  return Array.from({ length: slots }, (_, slot) => slot).every((slot) => {
    const isSame = areMostlyOne(figures.map(({ values }) => values[slot] ?? 0));
    const isCounting = areMostlyOne(figures.map(({ pageNo, values }) => (values[slot] ?? 0) - pageNo));
    return isSame || (isCounting && !(slot === 0 && isLabeled));
  });
}

function areMostlyOne(values: readonly number[]): boolean {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Math.max(...counts.values()) >= NEARLY_ALL * values.length;
}

/** Pages whose line begins or ends with a number that grows with the pages, or says which page it is. */
function numberedLines(edges: readonly Edge[]): TrimmedPage[] {
  const groups = new Map<string, Edge[]>();
  for (const edge of edges) {
    for (const { place, value } of pageNumbers(edge.text.slice(countedLabel(edge.text).length))) {
      addTo(groups, `${place} ${value - edge.page.pageNo}`, edge);
    }
  }
  const counting = [...groups.values()].flatMap(closeTogether).filter(({ length }) => length >= MIN_PAGES.numbered);
  const saying = edges.filter(({ page, text }) => Number(PAGE_OF.exec(text)?.[1]) === page.pageNo);
  return [...counting.flat(), ...saying].map(({ page }) => page);
}

function pageNumbers(text: string): { place: string; value: number }[] {
  const words = text.replace(/^[\s\-–—|•[(]+|[\s\-–—|•\])]+$/gu, '').split(/[\s|]+/u);
  const places = words.length === 1 ? ['alone'] : ['first', 'last'];
  return places.flatMap((place) => {
    const word = (place === 'last' ? words.at(-1) : words[0]) ?? '';
    if (/^\d{1,5}$/u.test(word)) return [{ place, value: Number(word) }];
    const roman = place === 'alone' ? romanNumber(word) : undefined;
    return roman === undefined ? [] : [{ place: 'roman', value: roman }];
  });
}

const ROMAN = { i: 1, v: 5, x: 10, l: 50, c: 100 } as const;

function romanNumber(word: string): number | undefined {
  if (!/^[ivxlc]{1,9}$/iu.test(word)) return undefined;
  const values = [...word.toLowerCase()].map((character) => ROMAN[character as keyof typeof ROMAN]);
  return values.reduce<number>((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
}

/** Cuts pages that have something in common where too many between them have not. */
function closeTogether(edges: readonly Edge[]): Edge[][] {
  const groups: Edge[][] = [];
  for (const edge of edges) {
    const last = groups.at(-1)?.at(-1);
    if (last && edge.page.pageNo - last.page.pageNo <= MAX_STEP) groups.at(-1)?.push(edge);
    else groups.push([edge]);
  }
  return groups;
}
