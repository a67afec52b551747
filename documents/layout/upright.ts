import type { Run } from './run.js';

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

/**
 * Turns the page so that most of its text is upright and is read from left to right (a page in Hebrew or Arabic is
 * mirrored). Runs in another direction, such as a stamp up the margin, are given apart.
 */
export function turnUpright(runs: readonly Run[]): { upright: Run[]; aside: Run[] } {
  const quarter = mostCommonQuarter(runs);
  const upright = runs.filter((run) => run.quarter === quarter).map((run) => turn(run, quarter));
  const aside = runs.filter((run) => run.quarter !== quarter);
  const leftward = upright.reduce((sum, { text }) => sum + (RIGHT_TO_LEFT.test(text) ? text.length : -text.length), 0);
  return { upright: leftward > 0 ? upright.map(mirror) : upright, aside };
}

function mostCommonQuarter(runs: readonly Run[]): number {
  const letters = [0, 0, 0, 0];
  for (const { quarter, text } of runs) letters[quarter] = (letters[quarter] ?? 0) + text.length;
  return letters.indexOf(Math.max(...letters));
}

function turn(run: Run, quarter: number): Run {
  const { left, right, bottom, top } = run;
  if (quarter === 1) return { ...run, left: bottom, right: top, bottom: -right, top: -left };
  if (quarter === 2) return { ...run, left: -right, right: -left, bottom: -top, top: -bottom };
  if (quarter === 3) return { ...run, left: -top, right: -bottom, bottom: left, top: right };
  return run;
}

const mirror = (run: Run): Run => ({ ...run, left: -run.right, right: -run.left });
