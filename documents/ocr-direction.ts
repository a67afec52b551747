import { fromPgm, inkiestPart, toPgm, turned } from './raster.js';
import type { OcrText } from './text-layer.js';

/**
 * Readings less sure than this may be of a page that lies on its side or stands on its head: those were 0.45 sure at
 * most, upright pages 0.6 to 0.95.
 */
const DOUBTFUL = 0.6;
/** A direction is right when a part of the page is read at least so surely, and so much more surely than the page. */
const RIGHT = { sure: 0.65, surer: 0.15 };
/** In quarter turns, the likeliest first: a sheet put in upside down. */
const OTHER_DIRECTIONS = [2, 1, 3];

/**
 * Reads an image (a PGM of `toPgm`), and turns it when the reading is doubtful and the part of it with the most ink
 * is read better in another direction. A page that is read well costs nothing more.
 */
export async function readUpright(image: Uint8Array, read: (image: Uint8Array) => Promise<OcrText>): Promise<OcrText> {
  const asItIs = await read(image);
  if (asItIs.confidence >= DOUBTFUL) return asItIs;
  const raster = fromPgm(image);
  if (!raster) return asItIs;
  const part = inkiestPart(raster);
  for (const quarters of OTHER_DIRECTIONS) {
    const { confidence } = await read(toPgm(turned(part, quarters)));
    if (confidence < RIGHT.sure || confidence < asItIs.confidence + RIGHT.surer) continue;
    const upright = await read(toPgm(turned(raster, quarters)));
    return upright.confidence > asItIs.confidence ? upright : asItIs;
  }
  return asItIs;
}
