import type { Raster } from './raster.js';
import { sheetIn } from './sheet.js';
import { slantOf } from './slant.js';
import { straightView, turned } from './warp.js';

/** The engine reads lines that fall by less as well as level ones. */
const MIN_DEGREES = 1.5;

/**
 * The image as a scanner would have it: a sheet in a photo seen from straight above, and lines of text level.
 * An image that is straight is returned as it is.
 */
export function straighten(raster: Raster): Raster {
  const corners = sheetIn(raster);
  const sheet = corners ? straightView(raster, corners) : raster;
  const slant = slantOf(sheet);
  return Math.abs(slant) < MIN_DEGREES ? sheet : turned(sheet, slant);
}
