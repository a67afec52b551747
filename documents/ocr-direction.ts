import type { OcrText } from './ocr-runs.js';
import { darkestPart, fromPgm, rotated, toPgm } from './raster.js';

/**
 * A page read with less confidence may lie on its side or be upside down: such pages were read with 0.45 at most,
 * upright ones with 0.6 to 0.95.
 */
const DOUBTFUL = 0.6;
/** A direction is right when a part of the page is read with this confidence, and so much above that of the page. */
const RIGHT = { confidence: 0.65, gain: 0.15 };
/** In quarter turns, the likeliest first: a sheet put in upside down. */
const OTHER_DIRECTIONS = [2, 1, 3];

/**
 * Reads an image (a PGM of `toPgm`); when the confidence is low, rotates it to the direction in which the part with
 * the most ink is read well. A page that is read well costs nothing more.
 */
export async function readUpright(image: Uint8Array, read: (image: Uint8Array) => Promise<OcrText>): Promise<OcrText> {
  const unrotated = await read(image);
  const confidence = unrotated.isSideways ? 0 : unrotated.confidence;
  if (confidence >= DOUBTFUL) return unrotated;
  const raster = fromPgm(image);
  if (!raster) return unrotated;
  const part = darkestPart(raster);
  for (const quarters of OTHER_DIRECTIONS) {
    const reading = await read(toPgm(rotated(part, quarters)));
    if (reading.isSideways || reading.confidence < Math.max(RIGHT.confidence, confidence + RIGHT.gain)) continue;
    const upright = await read(toPgm(rotated(raster, quarters)));
    return upright.confidence > confidence ? { ...upright, isTurned: true } : unrotated;
  }
  return unrotated;
}
