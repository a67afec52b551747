import { heightOf, middleOf, type Run } from './run.js';

/** Runs that stand beside each other, from left to right. */
export type Row = Run[];

/** Letters this much higher than the ordinary ones are initials that reach down several lines. */
const INITIAL = 1.8;

/** The rows of some runs, from top to bottom; `height` is that of ordinary letters. */
export function rowsOf(runs: readonly Run[], height: number): Row[] {
  const rows: { middle: number; height: number; runs: Row }[] = [];
  for (const run of runs.toSorted((a, b) => lineOf(b, height) - lineOf(a, height))) {
    const middle = lineOf(run, height);
    const row = rows.at(-1);
    // Raised and lowered letters are half a line off; the next line is a whole one away.
    if (row && row.middle - middle < 0.5 * Math.min(Math.max(row.height, heightOf(run)), INITIAL * height)) {
      row.runs.push(run);
      if (heightOf(run) > row.height && !isInitial(run, height)) Object.assign(row, { middle, height: heightOf(run) });
    } else {
      rows.push({ middle, height: heightOf(run), runs: [run] });
    }
  }
  return rows.map((row) => row.runs.toSorted((a, b) => a.left - b.left));
}

export const topOf = (row: Row): number => Math.max(...row.map(({ top }) => top));
export const bottomOf = (row: Row): number => Math.min(...row.map(({ bottom }) => bottom));
/** The middle of the line on which most of a row's text stands. */
export const middleOfRow = (row: Row): number =>
  middleOf(row.reduce((longest, run) => (run.text.length > longest.text.length ? run : longest)));

/** The middle of the line on which a run stands; an initial stands on the first of its lines. */
const lineOf = (run: Run, height: number) => (isInitial(run, height) ? run.top - height / 2 : middleOf(run));

const isInitial = (run: Run, height: number) => run.text.length <= 2 && heightOf(run) > INITIAL * height;
