import { flattenLighting } from './flatten-lighting.js';
import { type Raster, toPgm } from './raster.js';

/** A darker most common shade is no background to whiten: a dark slide, a photo in poor light. */
const MIN_BACKGROUND = 128;
/** How far grain reaches below the background's shade, of 255: at least, and at most. */
const GRAIN = { min: 16, max: 48 };
/** The share of the lightest pixels that do not count: glare, dust on the glass. */
const OUTLIERS = 0.005;
/** Side in pixels of the squares whose mean shade is compared. */
const SQUARE = 8;
/** Difference of neighboring squares from which there is ink: a thin gray stroke across a square. */
const INK_CONTRAST = 12;

/** Prepares an image for OCR: as PGM in shared memory, null when there is nothing on it. */
export function prepareForOcr(raster: Raster): Uint8Array | null {
  const image = whitenBackground(flattenLighting(raster));
  return hasInk(image) ? toPgm(image) : null;
}

/**
 * The image with the grain of its background made white. OCR separates ink from background by one shade for the whole
 * page, and on a page with little ink it would take the grain for letters and write nonsense.
 */
export function whitenBackground({ width, height, pixels }: Raster): Raster {
  const counts = countShades(pixels);
  const background = counts.indexOf(Math.max(...counts));
  if (background < MIN_BACKGROUND) return { width, height, pixels };
  // Grain reaches as far below the background's shade as above it, where no ink can be confused with it.
  const reach = 2 * (lightest(counts, pixels.length * OUTLIERS) - background);
  const whiteFrom = background - Math.min(GRAIN.max, Math.max(GRAIN.min, reach));
  const white = Uint8Array.from(counts, (_, shade) => (shade >= whiteFrom ? 255 : shade));
  return { width, height, pixels: translate(pixels, white) };
}

/** Whether anything is written or drawn: some square of the image differs from its neighbors by more than dust. */
export function hasInk({ width, height, pixels }: Raster): boolean {
  let above: readonly number[] = [];
  for (let top = 0; top + SQUARE <= height; top += SQUARE) {
    const shades = meanShades(pixels.subarray(top * width, (top + SQUARE) * width), width);
    for (const [column, shade] of shades.entries()) {
      const left = shades[column - 1] ?? shade;
      const upper = above[column] ?? shade;
      if (Math.abs(shade - left) >= INK_CONTRAST || Math.abs(shade - upper) >= INK_CONTRAST) return true;
    }
    above = shades;
  }
  return false;
}

function countShades(pixels: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (let i = 0; i < pixels.length; i += 1) {
    const shade = pixels[i] ?? 0;
    counts[shade] = (counts[shade] ?? 0) + 1;
  }
  return counts;
}

function translate(pixels: Uint8Array, table: Uint8Array): Uint8Array {
  const translated = new Uint8Array(pixels.length);
  for (let i = 0; i < pixels.length; i += 1) translated[i] = table[pixels[i] ?? 0] ?? 0;
  return translated;
}

/** The lightest shade when the `ignored` lightest pixels do not count. */
function lightest(counts: Uint32Array, ignored: number): number {
  let left = ignored;
  return counts.findLastIndex((count) => {
    left -= count;
    return left < 0;
  });
}

/** The mean shade of each whole square of a strip as high as a square. */
function meanShades(strip: Uint8Array, width: number): number[] {
  const sums = new Array<number>(Math.floor(width / SQUARE)).fill(0);
  for (let y = 0; y < SQUARE; y += 1) {
    for (let x = 0; x < sums.length * SQUARE; x += 1) {
      const column = Math.floor(x / SQUARE);
      sums[column] = (sums[column] ?? 0) + (strip[y * width + x] ?? 0);
    }
  }
  return sums.map((sum) => sum / (SQUARE * SQUARE));
}
