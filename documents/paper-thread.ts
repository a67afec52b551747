import { preparePicture } from './paper.js';
import type { Raster } from './raster.js';

/** Makes a picture ready for OCR: PGM, null when there is nothing on it. */
export const prepare = (picture: Raster): Uint8Array | null => preparePicture(picture);
