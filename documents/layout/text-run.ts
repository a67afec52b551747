import type { Box } from './box.js';

/**
 * A piece of text that stands on one line with no wide gap in it. Coordinates are in points and grow to the right
 * and upwards; a page's runs are in the order in which the file draws them.
 */
export interface TextRun extends Box {
  text: string;
  /** The direction in which it is written, counterclockwise; 0 is upright. */
  quarterTurns: number;
}

export const heightOf = (run: TextRun): number => run.top - run.bottom;
export const middleOf = (run: TextRun): number => (run.top + run.bottom) / 2;

/** The height of the page's ordinary letters: that of most characters. 1 where there are none. */
export function letterHeight(runs: readonly TextRun[]): number {
  const total = runs.reduce((sum, { text }) => sum + text.length, 0);
  let seen = 0;
  for (const run of runs.toSorted((a, b) => heightOf(a) - heightOf(b))) {
    seen += run.text.length;
    if (seen * 2 >= total) return Math.max(heightOf(run), 1);
  }
  return 1;
}
