import { bottomOf, middleOfRow, type Row, topOf } from './rows.js';
import { heightOf, type Run } from './run.js';

/** A gap of so many letter heights is wider than the space between words of a justified line. */
const CELL_GAP = 1.4;
/** Fewer rows with a common gap are no table. */
const MIN_ROWS = 3;
/** A step to the next line longer than so many usual ones parts paragraphs. */
const PARAGRAPH = 1.3;
/** So much larger or smaller letters are a heading's or a note's. */
const OTHER_SIZE = 1.18;
const LIST_MARK = /^(?:[\p{P}\p{S}]{1,2}|\(?[\p{L}\p{N}]{1,3}[.):])$/u;

interface Gap {
  from: number;
  to: number;
}

/**
 * Writes rows as lines. Cells of a table's row are parted by ' | ', other text with a wide gap by two spaces,
 * paragraphs by an empty line.
 */
export function writeRows(rows: readonly Row[], height: number): string {
  const gaps = rows.map((row) => cellGaps(row, height));
  const tables = tableRows(gaps);
  const step = usualStep(rows, height);
  return rows
    .map((row, index) => {
      const before = rows[index - 1];
      const isParted = before && !(tables.has(index) && tables.has(index - 1)) && startsAnew(before, row, step);
      return (isParted ? '\n' : '') + writeRow(row, height, tables.has(index) ? ' | ' : '  ');
    })
    .join('\n');
}

function writeRow(row: Row, height: number, separator: string): string {
  let line = '';
  for (const [index, run] of row.entries()) {
    const before = row[index - 1];
    if (before) line += spaceBetween(before, run, height, separator);
    line += run.text;
  }
  return line;
}

function spaceBetween(before: Run, run: Run, height: number, separator: string): string {
  const gap = run.left - before.right;
  if (isCellGap(before, run, height)) return separator;
  // An initial belongs to the word beside it.
  const isInitial = /^\p{Lu}$/u.test(before.text) && heightOf(before) > 1.8 * heightOf(run);
  return isInitial && gap < 0.5 * height ? '' : ' ';
}

const isCellGap = (before: Run, run: Run, height: number) =>
  run.left - before.right >= CELL_GAP * height && !LIST_MARK.test(before.text);

function cellGaps(row: Row, height: number): Gap[] {
  return row.flatMap((run, index) => {
    const before = row[index - 1];
    return before && isCellGap(before, run, height) ? [{ from: before.right, to: run.left }] : [];
  });
}

/** The indexes of rows that share a gap with enough of their neighbours. */
function tableRows(gaps: readonly Gap[][]): Set<number> {
  const rows = new Set<number>();
  let first = 0;
  let shared: Gap[] = [];
  const end = (next: number) => {
    for (let index = first; next - first >= MIN_ROWS && index < next; index += 1) rows.add(index);
  };
  for (const [index, own] of gaps.entries()) {
    const common = index > first ? intersections(shared, own) : [];
    if (index > first && common.length > 0) {
      shared = common;
    } else {
      end(index);
      first = index;
      shared = own;
    }
  }
  end(gaps.length);
  return rows;
}

const intersections = (some: readonly Gap[], others: readonly Gap[]): Gap[] =>
  some.flatMap((one) =>
    others
      .map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) }))
      .filter(({ from, to }) => to > from),
  );

function usualStep(rows: readonly Row[], height: number): number {
  const steps = rows.slice(1).map((row, index) => middleOfRow(rows[index] ?? row) - middleOfRow(row));
  const sorted = steps.toSorted((a, b) => a - b);
  return sorted.length < 3 ? 1.6 * height : (sorted[Math.floor(sorted.length / 2)] ?? height);
}

function startsAnew(before: Row, row: Row, step: number): boolean {
  if (middleOfRow(before) - middleOfRow(row) > PARAGRAPH * Math.max(step, 1)) return true;
  const [a, b] = [topOf(before) - bottomOf(before), topOf(row) - bottomOf(row)];
  return Math.max(a, b) > OTHER_SIZE * Math.min(a, b) && row.length === 1 && before.length === 1;
}
