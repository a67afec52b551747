import sharp from 'sharp';
import { Failure } from '../domain/failures.js';
import { mostPixels, type Raster, scaleWithin } from './raster.js';

/** More than cameras take in their usual modes; decoding so many may need some 400 MB for a moment. */
const MOST_INPUT_PIXELS = 120_000_000;
const DECODE_SECONDS = 30;

/**
 * Checks that a PNG or JPEG file has a readable header and a size that can be decoded.
 * @throws Failure Corrupt.
 */
export async function checkImage(file: Uint8Array): Promise<void> {
  await sizeOf(file);
}

/**
 * Decodes a PNG or JPEG into grayscale on white, turned upright by its EXIF orientation, and scaled down to what OCR
 * makes use of at `dpi`.
 * @throws Failure Corrupt.
 */
export async function decodeImage(file: Uint8Array, dpi: number): Promise<Raster> {
  const { width, height } = await sizeOf(file);
  const scale = scaleWithin(width, height, mostPixels(dpi));
  const { data, info } = await orCorrupt(
    open(file)
      .rotate()
      .flatten({ background: '#fff' })
      .resize({ width: side(width, scale), height: side(height, scale), fit: 'fill' })
      .toColourspace('b-w')
      .raw({ depth: 'uchar' })
      .timeout({ seconds: DECODE_SECONDS })
      .toBuffer({ resolveWithObject: true }),
  );
  return { width: info.width, height: info.height, pixels: data };
}

/** Width and height in pixels after EXIF rotation. */
async function sizeOf(file: Uint8Array): Promise<{ width: number; height: number }> {
  const { autoOrient } = await orCorrupt(open(file).metadata());
  return autoOrient;
}

const open = (file: Uint8Array) => sharp(file, { limitInputPixels: MOST_INPUT_PIXELS, failOn: 'error' });
const side = (length: number, scale: number) => Math.max(1, Math.round(length * scale));

async function orCorrupt<T>(work: Promise<T>): Promise<T> {
  return work.catch((cause: unknown) => {
    throw new Failure('Corrupt', { cause });
  });
}
