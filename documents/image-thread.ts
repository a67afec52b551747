import type { Raster } from './raster.js';
import { straighten } from './straighten.js';
import { prepareForOcr } from './whiten-background.js';

/** Prepares an image for OCR: as PGM, null when there is nothing on it. */
export const prepare = (image: Raster): Uint8Array | null => prepareForOcr(straighten(image));
