import type { Box } from './box.js';
import type { TextRun } from './text-run.js';

/** A gap of so many letter heights is between two runs: words of a justified line are nearer to each other. */
const WIDE_GAP = 0.8;

/** Whether a box goes on with a run along its line, of either direction: a run that is written upwards grows upwards. */
export function isNear(run: TextRun, box: Box): boolean {
  const isUpright = run.quarterTurns % 2 === 0;
  const [along, across] = isUpright ? (['left', 'right'] as const) : (['bottom', 'top'] as const);
  const [low, high] = isUpright ? (['bottom', 'top'] as const) : (['left', 'right'] as const);
  const height = Math.max(box[high] - box[low], 1);
  const gap = Math.max(box[along] - run[across], run[along] - box[across]);
  const overlap = Math.min(run[high], box[high]) - Math.max(run[low], box[low]);
  return gap < WIDE_GAP * height && overlap > 0;
}

/** Takes what is near into a run. */
export function extend(run: TextRun, box: Box): void {
  run.left = Math.min(run.left, box.left);
  run.right = Math.max(run.right, box.right);
  // The tallest letters of a line are its ordinary ones; raised and lowered ones are smaller.
  const isUpright = run.quarterTurns % 2 === 0;
  if (!isUpright || box.top - box.bottom > run.top - run.bottom) {
    run.top = isUpright ? box.top : Math.max(run.top, box.top);
    run.bottom = isUpright ? box.bottom : Math.min(run.bottom, box.bottom);
  }
}
