/** An 8-bit grayscale picture, row by row from the top left; 0 is black. */
export interface Raster {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** Area of an A3 sheet in square inches. */
const LARGEST_SHEET = (297 / 25.4) * (420 / 25.4);
/**
 * The most pixels worth reading at `dpi`: an A3 sheet's. Poster-sized page boxes, photos and hostile files
 * are scaled down to it, so that neither memory nor the time of OCR depends on what a file claims.
 */
export function mostPixels(dpi: number): number {
  return Math.floor(LARGEST_SHEET * dpi * dpi);
}

/** The factor (at most 1) that brings `width` x `height` pixels within `most` pixels. */
export function scaleWithin(width: number, height: number, most: number): number {
  return Math.min(1, Math.sqrt(most / (width * height)));
}

/** The picture as a binary PGM file in shared memory: the one format that OCR decodes at no cost. */
export function toPgm({ width, height, pixels }: Raster): Uint8Array {
  const header = Buffer.from(`P5\n${width} ${height}\n255\n`, 'ascii');
  const file = new Uint8Array(new SharedArrayBuffer(header.length + pixels.length));
  file.set(header);
  file.set(pixels, header.length);
  return file;
}
