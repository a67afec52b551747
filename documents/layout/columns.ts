import { textLinesOf } from './text-lines.js';
import { middleOf, type TextRun } from './text-run.js';

/** A part of a page from one height to another: its runs, or columns to be read one after the other. */
export type Part = { runs: TextRun[] } | { columns: [TextRun[], TextRun[]] };

/** Both in letter heights: the width of a gutter at least, and how far an edge may be off. */
const MIN_GUTTER = 0.6;
const TOLERANCE = 0.3;
/** Fewer lines side by side are the head of a table, a pair of captions or chance. */
const MIN_LINES = 3;
/** Edges that are tried for a gutter; a real page has some ten. */
const MAX_EDGES = 60;
/** What tells columns of prose from a table's: see `areColumns`. */
const PROSE = { drawnApart: 8, staggered: 12, level: 16, fill: 0.7, letters: 0.7 };

interface Band {
  left: TextRun[];
  right: TextRun[];
}

/**
 * Splits runs at the gutter that has the most text beside it. What reaches across it, such as a title, a wide figure's
 * caption or a table, stays whole and separates the columns above from those below.
 * @returns the parts from top to bottom; undefined when there is only one column
 */
export function splitAtGutter(runs: readonly TextRun[], height: number): Part[] | undefined {
  let best: { parts: Part[]; letters: number } | undefined;
  const fromTop = runs.toSorted((a, b) => middleOf(b) - middleOf(a));
  const order = new Map(runs.map((run, index) => [run, index]));
  for (const edge of leftEdges(runs, height)) {
    const parts = partsAt(edge, fromTop, order, height);
    const letters = parts.reduce((sum, part) => sum + ('columns' in part ? lettersOf(part.columns.flat()) : 0), 0);
    if (letters > (best?.letters ?? 0)) best = { parts, letters };
  }
  return best?.parts;
}

/** Left edges that at least MIN_LINES runs share, without the leftmost of the page; the most shared first. */
function leftEdges(runs: readonly TextRun[], height: number): number[] {
  const lefts = runs.map(({ left }) => left).toSorted((a, b) => a - b);
  const edges: { at: number; runs: number }[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const left of lefts) {
    const edge = edges.at(-1);
    if (edge && left - last < TOLERANCE * height) edge.runs += 1;
    else edges.push({ at: left, runs: 1 });
    last = left;
  }
  const shared = edges.slice(1).filter((edge) => edge.runs >= MIN_LINES);
  return shared
    .toSorted((a, b) => b.runs - a.runs)
    .slice(0, MAX_EDGES)
    .map(({ at }) => at);
}

function partsAt(edge: number, fromTop: readonly TextRun[], order: Map<TextRun, number>, height: number): Part[] {
  const parts: Part[] = [];
  let band: Band = { left: [], right: [] };
  const addRuns = (runs: TextRun[]) => {
    const part = parts.at(-1);
    if (runs.length === 0) return;
    if (part && 'runs' in part) part.runs.push(...runs);
    else parts.push({ runs });
  };
  const endBand = () => {
    if (areColumns(band, order, height)) parts.push({ columns: [band.left, band.right] });
    else addRuns([...band.left, ...band.right]);
    band = { left: [], right: [] };
  };
  for (const run of fromTop) {
    if (run.left >= edge - TOLERANCE * height) band.right.push(run);
    else if (run.right <= edge - MIN_GUTTER * height) band.left.push(run);
    else {
      endBand();
      addRuns([run]);
    }
  }
  endBand();
  return parts;
}

/**
 * Whether two sets of runs are columns to be read one after the other, and not cells to be read row by row.
 * Columns hold lines of prose. They are drawn one after the other, or their lines are not level with each other, or
 * they are level, of words, and fill their columns, which the cells of a table seldom do.
 */
function areColumns({ left, right }: Band, order: Map<TextRun, number>, height: number): boolean {
  if (left.length < MIN_LINES || right.length < MIN_LINES) return false;
  const lineCounts = [left, right].map((side) => textLinesOf(side, height).length);
  const [leftLines = 1, rightLines = 1] = lineCounts;
  if (Math.min(leftLines, rightLines) < MIN_LINES || shareBeside(left, right) < 0.5) return false;
  const lettersOfLine = Math.min(lettersOf(left) / leftLines, lettersOf(right) / rightLines);
  const place = (run: TextRun) => order.get(run) ?? 0;
  const isDrawnApart = largest(left.map(place)) < smallest(right.map(place));
  if (isDrawnApart) return lettersOfLine >= PROSE.drawnApart;
  if (shareOfLevelLines(left, right, height) < 0.6) return lettersOfLine >= PROSE.staggered;
  const isProse = (side: TextRun[]) => fillOf(side, height) >= PROSE.fill && shareOfLetters(side) >= PROSE.letters;
  return lettersOfLine >= PROSE.level && isProse(left) && isProse(right);
}

/** The share of the shorter side's height that the other side has, too. */
function shareBeside(left: readonly TextRun[], right: readonly TextRun[]): number {
  const [a, b] = [heightsOf(left), heightsOf(right)];
  const shared = Math.min(a.top, b.top) - Math.max(a.bottom, b.bottom);
  return shared / Math.max(Math.min(a.top - a.bottom, b.top - b.bottom), 1);
}

const heightsOf = (runs: readonly TextRun[]) => ({
  top: largest(runs.map(({ top }) => top)),
  bottom: smallest(runs.map(({ bottom }) => bottom)),
});

function shareOfLevelLines(left: readonly TextRun[], right: readonly TextRun[], height: number): number {
  const [few, many] = left.length < right.length ? [left, right] : [right, left];
  const bin = (middle: number) => Math.round(middle / (TOLERANCE * height));
  const levels = new Set(many.map((run) => bin(middleOf(run))));
  const level = few.filter((run) => [-1, 0, 1].some((off) => levels.has(bin(middleOf(run)) + off)));
  return level.length / few.length;
}

/** How much of a column's width its lines take on average. */
function fillOf(runs: readonly TextRun[], height: number): number {
  const width = largest(runs.map(({ right }) => right)) - smallest(runs.map(({ left }) => left));
  const lines = textLinesOf(runs, height);
  const filled = lines.reduce((sum, line) => sum + line.reduce((all, run) => all + run.right - run.left, 0), 0);
  return filled / Math.max(lines.length * width, 1);
}

/** The share of letters among all characters that are no white space. */
function shareOfLetters(runs: readonly TextRun[]): number {
  const text = runs.map((run) => run.text).join('');
  const characters = text.match(/\S/gu)?.length ?? 0;
  return characters === 0 ? 0 : (text.match(/\p{L}/gu)?.length ?? 0) / characters;
}

const lettersOf = (runs: readonly TextRun[]) => runs.reduce((sum, { text }) => sum + text.length, 0);
// Not by spreading: a hostile page has more runs than a call takes arguments.
const largest = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
const smallest = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
