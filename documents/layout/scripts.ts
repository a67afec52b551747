import { SCRIPT_BASE, type Script } from '../signs/scripts.js';
import { heightOf, type TextRun } from './text-run.js';

/** Of the height of the letters before them: raised and lowered letters are lower than this share, and higher than that. */
const SMALLER = { most: 0.8, least: 0.3 };
/** The part of a letter's box that is below the base line. */
const BELOW_LINE = 0.22;
/** In heights of the letters before: how far the base line is raised or lowered at least. */
const SHIFT = { raised: 0.2, lowered: -0.1 };
/** A wider gap parts them from the letters before, in heights of these. */
const GAP = { least: -0.6, most: 0.3 };
/** Longer texts and several words are set small and are no scripts. */
const SHORT = /^\S{1,6}$/u;

/** Whether a run stands raised or lowered right behind another, by their boxes. */
export function scriptBehind(before: TextRun, run: TextRun): Script | undefined {
  if (!SCRIPT_BASE.test(before.text) || !SHORT.test(run.text)) return undefined;
  const [height, size] = [heightOf(before), heightOf(run)];
  const gap = (run.left - before.right) / Math.max(height, 1);
  if (gap < GAP.least || gap > GAP.most || size >= SMALLER.most * height || size <= SMALLER.least * height)
    return undefined;
  const isLevel = Math.min(before.top, run.top) > Math.max(before.bottom, run.bottom);
  const shift = (run.bottom + BELOW_LINE * size - before.bottom - BELOW_LINE * height) / height;
  if (!isLevel || (shift < SHIFT.raised && shift > SHIFT.lowered)) return undefined;
  return shift > 0 ? 'super' : 'sub';
}
