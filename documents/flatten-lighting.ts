import type { Raster } from './raster.js';

/** Side in pixels of the squares whose background is measured: wider than letters, narrower than shadows. */
const SQUARE = 32;
/** The share of a square's pixels that are darker than its background; a square with more ink is part of an image. */
const DARKER = 0.8;
/** Of the lightest background's shade: darker squares are images or dark boxes, and no background in a shadow. */
const MIN_BACKGROUND = 0.3;
/** Difference, of 255, between the background's lightest and darkest parts from which it is worth evening out. */
const UNEVEN = 28;
/** The share of squares at either end that may be anything: a hand, the table beside the sheet. */
const OUTLIERS = 0.08;
/** The shade that the background gets; below white, so that its grain is on both sides of it and differs from ink. */
const BACKGROUND = 225;

/**
 * The image as if the light fell evenly on it: a photo of a page in a room has shadows as dark as ink elsewhere,
 * and OCR separates ink from background by one shade. An evenly lit image is returned as it is.
 */
export function flattenLighting(raster: Raster): Raster {
  const { width, height, pixels } = raster;
  const grid = backgroundShades(raster);
  if (!grid || !isUneven(grid.shades)) return raster;
  const even = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y += 1) {
    const row = rowOfShades(grid, y);
    for (let x = 0; x < width; x += 1) {
      // Between the middles of two squares the shade changes steadily.
      const place = Math.max(0, x / SQUARE - 0.5);
      const column = Math.min(Math.floor(place), grid.columns - 1);
      const [here = 255, next = here] = [row[column], row[Math.min(column + 1, grid.columns - 1)]];
      const background = here + (next - here) * (place - column);
      even[y * width + x] = Math.min(255, ((pixels[y * width + x] ?? 0) * BACKGROUND) / background);
    }
  }
  return { width, height, pixels: even };
}

interface Grid {
  columns: number;
  rows: number;
  shades: number[];
}

/** The shade of the background in each square; where none can be seen, that of the squares around. */
function backgroundShades({ width, height, pixels }: Raster): Grid | undefined {
  const [columns, rows] = [Math.floor(width / SQUARE), Math.floor(height / SQUARE)];
  if (columns < 2 || rows < 2) return undefined;
  const shades: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      shades.push(backgroundOf(pixels, row * SQUARE * width + column * SQUARE, width));
    }
  }
  const lightest = shades.toSorted((a, b) => a - b)[Math.floor(shades.length * (1 - OUTLIERS))] ?? 255;
  const isBackground = (shade: number) => shade >= MIN_BACKGROUND * lightest;
  const smoothed = shades.map((_, index) => {
    const around = neighbors(index, columns, rows)
      .map((at) => shades[at] ?? 0)
      .filter(isBackground);
    return around.toSorted((a, b) => a - b)[Math.floor(around.length / 2)] ?? lightest;
  });
  return { columns, rows, shades: smoothed };
}

function backgroundOf(pixels: Uint8Array, start: number, width: number): number {
  const counts = new Uint16Array(256);
  for (let y = 0; y < SQUARE; y += 1) {
    for (let x = 0; x < SQUARE; x += 1) {
      const shade = pixels[start + y * width + x] ?? 0;
      counts[shade] = (counts[shade] ?? 0) + 1;
    }
  }
  let left = DARKER * SQUARE * SQUARE;
  return counts.findIndex((count) => {
    left -= count;
    return left < 0;
  });
}

/** The square itself and those around it. */
function neighbors(index: number, columns: number, rows: number): number[] {
  const [column, row] = [index % columns, Math.floor(index / columns)];
  const around: number[] = [];
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1) around.push(y * columns + x);
  }
  return around;
}

function isUneven(shades: readonly number[]): boolean {
  const sorted = shades.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return at(1 - OUTLIERS) - at(OUTLIERS) > UNEVEN;
}

/** The shades of one row of pixels at the middles of the squares. */
function rowOfShades({ columns, rows, shades }: Grid, y: number): number[] {
  const place = Math.max(0, y / SQUARE - 0.5);
  const row = Math.min(Math.floor(place), rows - 1);
  const below = Math.min(row + 1, rows - 1);
  return Array.from({ length: columns }, (_, column) => {
    const [here = 255, next = here] = [shades[row * columns + column], shades[below * columns + column]];
    return Math.max(here + (next - here) * (place - row), 1);
  });
}
