import { bottomOf, middleOfLine, type TextLine, topOf } from './text-lines.js';
import { heightOf, type TextRun } from './text-run.js';

/** A gap of so many letter heights is wider than the space between words of a justified line. */
const CELL_GAP = 1.4;
/** Fewer lines with a common gap are no table. */
const MIN_LINES = 3;
/** A step to the next line that is so many usual ones long begins a paragraph. */
const PARAGRAPH = 1.3;
/** So much larger or smaller letters are a heading's or a note's. */
const OTHER_SIZE = 1.18;
const LIST_MARK = /^(?:[\p{P}\p{S}]{1,2}|\(?[\p{L}\p{N}]{1,3}[.):])$/u;

interface Gap {
  from: number;
  to: number;
}

/**
 * Writes lines as text, with ' | ' between the cells of a table's row, two spaces at other wide gaps, and an empty line
 * between paragraphs.
 */
export function writeLines(lines: readonly TextLine[], height: number): string {
  const gaps = lines.map((line) => cellGaps(line, height));
  const tables = tableLines(gaps);
  const step = usualStep(lines, height);
  return lines
    .map((line, index) => {
      const before = lines[index - 1];
      const isNewParagraph =
        before && !(tables.has(index) && tables.has(index - 1)) && startsParagraph(before, line, step);
      return (isNewParagraph ? '\n' : '') + writeLine(line, height, tables.has(index) ? ' | ' : '  ');
    })
    .join('\n');
}

function writeLine(line: TextLine, height: number, separator: string): string {
  let text = '';
  for (const [index, run] of line.entries()) {
    const before = line[index - 1];
    if (before) text += spaceBetween(before, run, height, separator);
    text += run.text;
  }
  return text;
}

function spaceBetween(before: TextRun, run: TextRun, height: number, separator: string): string {
  const gap = run.left - before.right;
  if (isCellGap(before, run, height)) return separator;
  // An initial belongs to the word beside it.
  const isInitial = /^\p{Lu}$/u.test(before.text) && heightOf(before) > 1.8 * heightOf(run);
  return isInitial && gap < 0.5 * height ? '' : ' ';
}

const isCellGap = (before: TextRun, run: TextRun, height: number) =>
  run.left - before.right >= CELL_GAP * height && !LIST_MARK.test(before.text);

function cellGaps(line: TextLine, height: number): Gap[] {
  return line.flatMap((run, index) => {
    const before = line[index - 1];
    return before && isCellGap(before, run, height) ? [{ from: before.right, to: run.left }] : [];
  });
}

/** The indexes of lines that are rows of a table: they share a gap with enough of their neighbors. */
function tableLines(gaps: readonly Gap[][]): Set<number> {
  const lines = new Set<number>();
  let first = 0;
  let shared: Gap[] = [];
  const end = (next: number) => {
    for (let index = first; next - first >= MIN_LINES && index < next; index += 1) lines.add(index);
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
  return lines;
}

const intersections = (some: readonly Gap[], others: readonly Gap[]): Gap[] =>
  some.flatMap((one) =>
    others
      .map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) }))
      .filter(({ from, to }) => to > from),
  );

function usualStep(lines: readonly TextLine[], height: number): number {
  const steps = lines.slice(1).map((line, index) => middleOfLine(lines[index] ?? line) - middleOfLine(line));
  const sorted = steps.toSorted((a, b) => a - b);
  return sorted.length < 3 ? 1.6 * height : (sorted[Math.floor(sorted.length / 2)] ?? height);
}

function startsParagraph(before: TextLine, line: TextLine, step: number): boolean {
  if (middleOfLine(before) - middleOfLine(line) > PARAGRAPH * Math.max(step, 1)) return true;
  const [a, b] = [topOf(before) - bottomOf(before), topOf(line) - bottomOf(line)];
  return Math.max(a, b) > OTHER_SIZE * Math.min(a, b) && line.length === 1 && before.length === 1;
}
