import type { TextRun } from './text-run.js';

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

/**
 * Turns the page so that most of its text is upright and is read from left to right (a page in Hebrew or Arabic is
 * mirrored). Runs in another direction, such as a stamp up the margin, are `aside`; a title over text that is written
 * downwards is `above`.
 */
export function turnUpright(runs: readonly TextRun[]): { above: TextRun[]; upright: TextRun[]; aside: TextRun[] } {
  const quarterTurns = mostCommonTurns(runs);
  const upright = runs.filter((run) => run.quarterTurns === quarterTurns).map((run) => turn(run, quarterTurns));
  const others = runs.filter((run) => run.quarterTurns !== quarterTurns);
  // Written downwards, text begins at its upper edge, which turned is the left one.
  const top = quarterTurns === 3 ? -Math.min(...upright.map(({ left }) => left)) : Number.POSITIVE_INFINITY;
  const isAbove = (run: TextRun) => run.quarterTurns === 0 && run.bottom >= top;
  const [above, aside] = [others.filter(isAbove), others.filter((run) => !isAbove(run))];
  const leftward = upright.reduce((sum, { text }) => sum + (RIGHT_TO_LEFT.test(text) ? text.length : -text.length), 0);
  return { above, upright: leftward > 0 ? upright.map(mirror) : upright, aside };
}

function mostCommonTurns(runs: readonly TextRun[]): number {
  const letters = [0, 0, 0, 0];
  for (const { quarterTurns, text } of runs) letters[quarterTurns] = (letters[quarterTurns] ?? 0) + text.length;
  return letters.indexOf(Math.max(...letters));
}

function turn(run: TextRun, quarterTurns: number): TextRun {
  const { left, right, bottom, top } = run;
  if (quarterTurns === 1) return { ...run, left: bottom, right: top, bottom: -right, top: -left };
  if (quarterTurns === 2) return { ...run, left: -right, right: -left, bottom: -top, top: -bottom };
  if (quarterTurns === 3) return { ...run, left: -top, right: -bottom, bottom: left, top: right };
  return run;
}

const mirror = (run: TextRun): TextRun => ({ ...run, left: -run.right, right: -run.left });
