import { Failure } from '../domain/runs/failures.js';
import { decodeHeif } from './heif/decode-heif.js';
import type { Raster } from './raster.js';
import { straighten } from './straighten.js';
import type { TaskResult } from './task-result.js';
import { prepareForOcr } from './whiten-background.js';

/** Prepares an image for OCR: as PGM, null when there is nothing on it. */
export const prepare = (image: Raster): Uint8Array | null => prepareForOcr(straighten(image));

/** Decodes a photo that needs a decoder of its own, in its full size. */
export function decodePhoto({ bytes }: { bytes: Uint8Array }): TaskResult<Raster> {
  try {
    return { value: decodeHeif(bytes) };
  } catch (error) {
    if (error instanceof Failure) return { failure: error.type };
    throw error;
  }
}
