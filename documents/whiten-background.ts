import { flattenLighting } from './flatten-lighting.js';
import { type Raster, toPgm } from './raster.js';

/** Below it the commonest shade is no paper: a dark slide, a photo in poor light. */
const DARKEST_PAPER = 128;
/** Least and most that grain may reach below the shade of the paper, of 255. */
const GRAIN = { least: 16, most: 48 };
/** The share of the image whose lightness is chance: glare, dust on the glass. */
const OUTLIERS = 0.005;
/** Side in pixels of the squares whose mean shade is compared. */
const SQUARE = 8;
/** Least difference of neighbouring squares that ink makes: a thin gray stroke across a square. */
const INK_CONTRAST = 12;

/** An image made ready for OCR, as PGM in shared memory; null when there is nothing on it. */
export function prepareForOcr(raster: Raster): Uint8Array | null {
  const image = whitenBackground(flattenLighting(raster));
  return hasInk(image) ? toPgm(image) : null;
}

/**
 * The image with the grain of its paper turned white. OCR parts ink from paper by one shade for the whole page,
 * and on a page with little ink it would take the grain for letters and write nonsense.
 */
export function whitenBackground({ width, height, pixels }: Raster): Raster {
  const counts = countShades(pixels);
  const paper = counts.indexOf(Math.max(...counts));
  if (paper < DARKEST_PAPER) return { width, height, pixels };
  // Grain reaches as far below the paper's shade as above it, where there is no ink to confuse it with.
  const reach = 2 * (lightest(counts, pixels.length * OUTLIERS) - paper);
  const least = paper - Math.min(GRAIN.most, Math.max(GRAIN.least, reach));
  const white = Uint8Array.from(counts, (_, shade) => (shade >= least ? 255 : shade));
  return { width, height, pixels: translate(pixels, white) };
}

/** Whether anything is written or drawn: in some square of the image, against its neighbours, and not just dust. */
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
