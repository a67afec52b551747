import { heightOf, middleOf, type TextRun } from './text-run.js';

/** Runs beside each other, from left to right. */
export type TextLine = TextRun[];

/** Letters this much higher than ordinary ones are initials that go down several lines. */
const INITIAL = 1.8;

/** The lines that runs form, from top to bottom; `height` is that of ordinary letters. */
export function textLinesOf(runs: readonly TextRun[], height: number): TextLine[] {
  const lines: { middle: number; height: number; runs: TextLine }[] = [];
  for (const run of runs.toSorted((a, b) => lineMiddle(b, height) - lineMiddle(a, height))) {
    const middle = lineMiddle(run, height);
    const line = lines.at(-1);
    // Raised and lowered letters are half a line off; the next line is a whole one away.
    if (line && line.middle - middle < 0.5 * Math.min(Math.max(line.height, heightOf(run)), INITIAL * height)) {
      line.runs.push(run);
      if (heightOf(run) > line.height && !isInitial(run, height))
        Object.assign(line, { middle, height: heightOf(run) });
    } else {
      lines.push({ middle, height: heightOf(run), runs: [run] });
    }
  }
  return lines.map((line) => line.runs.toSorted((a, b) => a.left - b.left));
}

export const topOf = (line: TextLine): number => Math.max(...line.map(({ top }) => top));
export const bottomOf = (line: TextLine): number => Math.min(...line.map(({ bottom }) => bottom));
/** The vertical middle of a line: that of its longest run. */
export const middleOfLine = (line: TextLine): number =>
  middleOf(line.reduce((longest, run) => (run.text.length > longest.text.length ? run : longest)));

/** The vertical middle of a run's line; an initial belongs to the first of its lines. */
const lineMiddle = (run: TextRun, height: number) => (isInitial(run, height) ? run.top - height / 2 : middleOf(run));

const isInitial = (run: TextRun, height: number) => run.text.length <= 2 && heightOf(run) > INITIAL * height;
