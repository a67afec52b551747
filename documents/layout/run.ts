/**
 * A piece of text that stands on one line with no wide gap in it. Coordinates are in points and grow to the right
 * and upwards; a page's runs are in the order in which the file draws them.
 */
export interface Run {
  text: string;
  left: number;
  right: number;
  bottom: number;
  top: number;
  /** The direction in which it is written, in quarter turns against the clock; 0 is upright. */
  quarter: number;
}

export const heightOf = (run: Run): number => run.top - run.bottom;
export const middleOf = (run: Run): number => (run.top + run.bottom) / 2;

/** The height of the page's ordinary letters: that of most characters. 1 where there are none. */
export function letterHeight(runs: readonly Run[]): number {
  const total = runs.reduce((sum, { text }) => sum + text.length, 0);
  let seen = 0;
  for (const run of runs.toSorted((a, b) => heightOf(a) - heightOf(b))) {
    seen += run.text.length;
    if (seen * 2 >= total) return Math.max(heightOf(run), 1);
  }
  return 1;
}
