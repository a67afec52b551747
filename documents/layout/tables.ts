import { delimiterRow, mayBeHead, writeRow } from '../../domain/text/tables.js';
import { middleOfLine, type TextLine } from './text-lines.js';
import type { TextRun } from './text-run.js';

/** Lines of a page that are a table: positions, the last one not included, and where its columns are parted. */
export interface Table {
  from: number;
  to: number;
  gaps: Gap[];
}

interface Gap {
  from: number;
  to: number;
}

/** Fewer lines with a common gap are no table. */
const MIN_LINES = 3;
/** A line of more pieces is no row, but a drawing made of words. */
const MAX_COLUMNS = 40;
/** In letter heights: a gap that is wider than the space between words of a justified line. */
const CELL_GAP = 1.4;
/** Of the gaps in a table: the others may be narrow, where cells fill their columns. */
const MIN_WIDE = 0.5;
/** Rows are farther apart than the lines of one cell by this factor. */
const ROW_STEP = 1.25;
/** Names of columns have no more words; what is said of a term has. */
const LABEL_WORDS = 5;
const LIST_MARK = /^(?:[\p{P}\p{S}]{1,2}|\(?[\p{L}\p{N}]{1,3}[.):])$/u;

/** Whether two neighbors in a line are farther apart than words are. */
export const isCellGap = (before: TextRun, run: TextRun, height: number): boolean =>
  run.left - before.right >= CELL_GAP * height && !LIST_MARK.test(before.text);

/**
 * The tables among lines: some that follow each other and have gaps in common. A line without a cell has its gap all
 * the same.
 * @param startsParagraph whether the line at a position is set off from the one above
 */
export function tablesIn(
  lines: readonly TextLine[],
  height: number,
  startsParagraph: (index: number) => boolean,
): Table[] {
  const tables: Table[] = [];
  let open: Table | undefined;
  const end = () => {
    if (open && isTable(lines.slice(open.from, open.to), open.gaps, height)) tables.push(open);
    open = undefined;
  };
  for (const [index, line] of lines.entries()) {
    const own = gapsOf(line);
    if (!open && own.length === 0) continue;
    const belongs = open && (own.length > 0 || !startsParagraph(index));
    const common = open && belongs ? intersections(open.gaps, [...own, ...edgesOf(line)]) : [];
    if (open && common.length > 0) Object.assign(open, { to: index + 1, gaps: common });
    else {
      end();
      if (own.length > 0) open = { from: index, to: index + 1, gaps: own };
    }
  }
  end();
  return tables;
}

/** A table as rows of Markdown, the first with a delimiter row below it where it can be the head. */
export function writeTable(
  lines: readonly TextLine[],
  gaps: readonly Gap[],
  write: (line: TextLine) => string,
): string {
  const [first = [], ...rest] = rowsOf(lines, gaps, write);
  const isHead = mayBeHead(first) && first.every(isLabel) && rest.length > 0;
  const head = isHead ? [writeRow(first), delimiterRow(first.length)] : [writeRow(first)];
  return [...head, ...rest.map(writeRow)].join('\n');
}

const isLabel = (cell: string): boolean => cell.split(' ').length <= LABEL_WORDS;

/** The cells of each row. A line below a cell of several lines, close to it, belongs to its row. */
function rowsOf(lines: readonly TextLine[], gaps: readonly Gap[], write: (line: TextLine) => string): string[][] {
  const steps = lines.map((line, index) => {
    const before = lines[index - 1];
    return before ? middleOfLine(before) - middleOfLine(line) : Number.POSITIVE_INFINITY;
  });
  const least = Math.min(...steps);
  const areApart = Math.max(...steps.slice(1)) > ROW_STEP * least;
  const rows: string[][] = [];
  for (const [index, line] of lines.entries()) {
    const cells = cellsOf(line, gaps, write);
    const above = rows.at(-1);
    const isContinued = areApart && cells.includes('') && (steps[index] ?? 0) < 1.1 * least;
    if (above && isContinued) rows[rows.length - 1] = above.map((cell, at) => `${cell} ${cells[at] ?? ''}`.trim());
    else rows.push(cells);
  }
  return rows;
}

function cellsOf(line: TextLine, gaps: readonly Gap[], write: (line: TextLine) => string): string[] {
  const cells = Array.from({ length: gaps.length + 1 }, (): TextRun[] => []);
  for (const run of line)
    cells[gaps.filter((gap) => (run.left + run.right) / 2 > (gap.from + gap.to) / 2).length]?.push(run);
  return cells.map(write);
}

function isTable(lines: readonly TextLine[], gaps: readonly Gap[], height: number): boolean {
  if (lines.length < MIN_LINES) return false;
  const widths = lines.flatMap((line) => {
    const all = [...gapsOf(line), ...edgesOf(line)];
    return gaps.map((gap) => Math.min(...all.filter((own) => overlaps(own, gap)).map(({ from, to }) => to - from)));
  });
  return widths.filter((width) => width >= CELL_GAP * height).length >= MIN_WIDE * widths.length;
}

/** The gaps between the runs of a line. */
function gapsOf(line: TextLine): Gap[] {
  if (line.length < 2 || line.length > MAX_COLUMNS) return [];
  return line.flatMap((run, index) => {
    const before = line[index - 1];
    return before && run.left > before.right && !LIST_MARK.test(before.text)
      ? [{ from: before.right, to: run.left }]
      : [];
  });
}

/** What is empty before and behind a line. */
function edgesOf(line: TextLine): Gap[] {
  const [first, last] = [line[0], line.at(-1)];
  if (!first || !last) return [];
  return [
    { from: Number.NEGATIVE_INFINITY, to: first.left },
    { from: last.right, to: Number.POSITIVE_INFINITY },
  ];
}

const overlaps = (a: Gap, b: Gap) => Math.min(a.to, b.to) > Math.max(a.from, b.from);

const intersections = (some: readonly Gap[], others: readonly Gap[]): Gap[] =>
  some.flatMap((one) =>
    others
      .filter((other) => overlaps(one, other))
      .map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) })),
  );
