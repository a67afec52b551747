import type { Script } from '../signs/scripts.js';
import type { Box } from './coverage.js';

/** Of the size of the letters before them: raised and lowered letters are smaller than this share. */
const SMALLER = 0.88;
/** The part of a letter's box that is below the base line, by which small capitals are told from lowered letters. */
const BELOW_LINE = 0.22;
/** Both in heights of the letters before: how far the base line is raised or lowered at least. */
const RAISED = 0.15;
const LOWERED = -0.05;
/** A wider gap parts them from the letters before, in heights of these. */
const GAP = { least: -0.6, most: 0.3 };

/** Whether letters stand raised or lowered right behind others, by their boxes. */
export function scriptOf(before: Box, letters: Box): Script | undefined {
  const height = before.top - before.bottom;
  const size = letters.top - letters.bottom;
  if (size >= SMALLER * height || size <= 0.3 * height) return undefined;
  const isLevel = Math.min(before.top, letters.top) > Math.max(before.bottom, letters.bottom);
  const shift = (letters.bottom + BELOW_LINE * size - before.bottom - BELOW_LINE * height) / height;
  if (!isLevel || (shift < RAISED && shift > LOWERED)) return undefined;
  return shift > 0 ? 'super' : 'sub';
}

/** As `scriptOf`, for letters that come as a piece of their own. */
export function scriptBehind(before: Box, letters: Box): Script | undefined {
  const gap = (letters.left - before.right) / Math.max(before.top - before.bottom, 1);
  return gap >= GAP.least && gap <= GAP.most ? scriptOf(before, letters) : undefined;
}
