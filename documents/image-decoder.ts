import sharp, { type Metadata } from 'sharp';
import { Failure } from '../domain/runs/failures.js';
import type { FormatOf } from '../domain/text/formats.js';
import { createSemaphore } from '../lib/semaphore.js';
import { type HeifHeader, heifHeader } from './heif/header.js';
import { hasTooManyScans } from './jpeg-scans.js';
import { maxPixels, type Raster, rotated, scaleWithin } from './raster.js';
import { singlePageFile, type TiffPage, tiffPages } from './tiff-pages.js';

/** More than cameras take in their usual modes. */
const MAX_PIXELS = 120_000_000;
/** Larger than an A0 sheet at 600 dpi: a file claims such a size only to exhaust its reader. */
const HOSTILE_PIXELS = 600_000_000;
/** Bytes at most of an image whose coding needs all of it in memory at once (measured: as much, and 70 MB). */
const MAX_HELD_BYTES = 300_000_000;
/** Of each pixel of a HEIC photo: brightness and color, as much again to turn it, and the result. */
const PHOTO_BYTES = 4;
/** Bytes at most of a TIFF page as it is stored, because a strip may hold the whole page. */
const MAX_STORED_BYTES = 480_000_000;
const DECODE_SECONDS = 30;
/** Pixels of an image that cannot hold a word: those of its shorter side, and in all. */
const TINY = { side: 10, area: 2_500 };
/** Pixels of images that are cut from a screen, whose letters are small; larger ones are photos and scans. */
const SCREEN = 1_000_000;

/** A page needs some hundred MB for a moment, so they take turns. */
const semaphore = createSemaphore(1);

/**
 * How many pages an image's file has, by its headers alone.
 * @throws Failure Corrupt, TooLarge (no page can be decoded), TooComplex.
 */
export async function countImages(file: Uint8Array, format: FormatOf<'image'> | 'gif'): Promise<number> {
  if (format === 'heic') {
    assertPhoto(file);
    return 1;
  }
  if (format !== 'tiff') {
    if (format === 'jpeg' && hasTooManyScans(file)) throw new Failure('TooComplex');
    assertDecodable(await headerOf(file));
    return 1;
  }
  const pages = tiffPages(file);
  if (pages.some(({ width, height }) => width * height > HOSTILE_PIXELS)) throw new Failure('TooComplex');
  const [only] = pages;
  if (only && pages.length === 1) assertStorable(only);
  return pages.length;
}

/**
 * Decodes one page into grayscale on white, rotated upright by its EXIF orientation, and scaled down to what OCR makes
 * use of at `dpi`. @throws Failure Corrupt, TooLarge, TooComplex; the signal's reason when aborted before its turn.
 */
export function decodeImage(
  file: Uint8Array,
  { format, pageNo, dpi, enlarges = false }: ImagePage,
  signal?: AbortSignal,
): Promise<Raster> {
  const options = { dpi, enlarges };
  return semaphore.run(async () => decode(format === 'tiff' ? tiffPage(file, pageNo) : file, options), signal);
}

/** Which page of which file, and at which resolution it is read. */
interface ImagePage {
  format: FormatOf<'image'> | 'gif';
  pageNo: number;
  dpi: number;
  /** Whether a small image is made larger: letters on screens are smaller than those of print. */
  enlarges?: boolean;
}

/** Whether an image has too few pixels for a word. */
export async function isTiny(file: Uint8Array): Promise<boolean> {
  const { width, height } = await headerOf(file);
  return Math.min(width, height) < TINY.side || width * height < TINY.area;
}

async function decode(file: Uint8Array, { dpi, enlarges }: { dpi: number; enlarges: boolean }): Promise<Raster> {
  const header = await headerOf(file);
  assertDecodable(header);
  const { width, height } = header.autoOrient;
  const scale = enlarges && width * height < SCREEN ? 2 : scaleWithin(width, height, maxPixels(dpi));
  const { data, info } = await orCorrupt(
    sharp(file, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
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

/**
 * A HEIC photo as `decodeImage` gives it. @param decode decodes it in its full size, in a thread
 * @throws Failure Corrupt, TooLarge, TooComplex; the signal's reason when aborted before its turn.
 */
export function decodePhoto(
  file: Uint8Array,
  { decode, dpi }: { decode: () => Promise<Raster>; dpi: number },
  signal?: AbortSignal,
): Promise<Raster> {
  return semaphore.run(async () => {
    const { quarterTurns, isCropped, ...told } = assertPhoto(file);
    const { width, height, pixels } = await decode();
    // What is left of a photo that was cut off is smaller, and blank.
    const isTold = [width, height].sort().join() === [told.width, told.height].sort().join();
    if (!isCropped && !isTold) throw new Failure('Corrupt');
    const scale = scaleWithin(width, height, maxPixels(dpi));
    // The size is that before the turn.
    const { data, info } = await orCorrupt(
      sharp(pixels, { raw: { width, height, channels: 1 }, limitInputPixels: MAX_PIXELS })
        .resize({ width: side(width, scale), height: side(height, scale), fit: 'fill' })
        .toColourspace('b-w')
        .raw({ depth: 'uchar' })
        .toBuffer({ resolveWithObject: true }),
    );
    return rotated({ width: info.width, height: info.height, pixels: data }, quarterTurns);
  }, signal);
}

/** @throws Failure Corrupt, TooLarge, TooComplex. */
function assertPhoto(file: Uint8Array): HeifHeader {
  const header = heifHeader(file);
  if (!header) throw new Failure('Corrupt');
  const pixels = header.width * header.height;
  if (pixels > HOSTILE_PIXELS) throw new Failure('TooComplex');
  if (pixels === 0 || pixels * PHOTO_BYTES > MAX_HELD_BYTES) throw new Failure(pixels === 0 ? 'Corrupt' : 'TooLarge');
  return header;
}

/** A file of this page alone. */
function tiffPage(file: Uint8Array, pageNo: number): Uint8Array {
  const page = tiffPages(file)[pageNo - 1];
  if (!page) throw new Failure('Corrupt');
  assertStorable(page);
  return singlePageFile(file, page);
}

const headerOf = (file: Uint8Array) => orCorrupt(sharp(file, { limitInputPixels: false }).metadata());

const BYTES_OF: Partial<Record<string, number>> = { uchar: 1, char: 1, ushort: 2, short: 2, float: 4 };

/** @throws Failure TooLarge, TooComplex. */
function assertDecodable({ width, height, channels, depth, format, isProgressive }: Metadata): void {
  const pixels = width * height;
  if (pixels > HOSTILE_PIXELS) throw new Failure('TooComplex');
  // A progressive JPEG is held as coefficients of 16 bits.
  const sampleBytes = format === 'jpeg' ? 2 : (BYTES_OF[depth] ?? 8);
  const held = isProgressive || format === 'heif' ? pixels * channels * sampleBytes : 0;
  if (pixels > MAX_PIXELS || held > MAX_HELD_BYTES) throw new Failure('TooLarge');
}

/** @throws Failure Corrupt, TooLarge. */
function assertStorable({ width, height, bytesPerPixel }: TiffPage): void {
  if (width * height === 0) throw new Failure('Corrupt');
  if (width * height * bytesPerPixel > MAX_STORED_BYTES) throw new Failure('TooLarge');
}

const side = (length: number, scale: number) => Math.max(1, Math.round(length * scale));

async function orCorrupt<T>(work: Promise<T>): Promise<T> {
  return work.catch((cause: unknown) => {
    throw new Failure('Corrupt', { cause });
  });
}
