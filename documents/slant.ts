import type { Raster } from './raster.js';

/** Lines are looked for up to so many degrees to either side. */
const MAX_DEGREES = 16;
const STEPS = { coarse: 0.5, fine: 0.1 };
/** The image is looked at so many pixels wide or high. */
const LOOK = 800;
/** A pixel darker than this share of the usual shade is ink. */
const INK = 0.7;
/** How much clearer lines are in their direction than in the others, of images with lines of text. */
const CLEAR = 1.35;
/** With fewer points there are no lines. */
const MIN_POINTS = 150;

/**
 * By how many degrees lines of text fall to the right, 0 where no direction is clear: most of the lower edges of
 * letters stand on their lines, so that counted along the right direction they come together.
 */
export function slantOf(raster: Raster): number {
  const points = lowerEdges(raster);
  if (points.length < MIN_POINTS) return 0;
  const scores = new Map<number, number>();
  const score = (degrees: number): number => {
    const known = scores.get(degrees) ?? concentration(points, degrees);
    scores.set(degrees, known);
    return known;
  };
  const best = (angles: readonly number[]) => angles.reduce((a, b) => (score(b) > score(a) ? b : a));
  const coarse = best(around(0, MAX_DEGREES, STEPS.coarse));
  const usual = [...scores.values()].toSorted((a, b) => a - b)[Math.floor(scores.size / 2)] ?? 0;
  const fine = best(around(coarse, STEPS.coarse, STEPS.fine));
  return score(fine) > CLEAR * usual ? fine : 0;
}

const around = (middle: number, reach: number, step: number) =>
  Array.from({ length: 2 * Math.round(reach / step) + 1 }, (_, index) => middle - reach + index * step);

/** Points that are ink with none below, in a smaller image. */
function lowerEdges({ width, height, pixels }: Raster): { x: number; y: number }[] {
  const size = Math.max(1, Math.ceil(Math.max(width, height) / LOOK));
  const [columns, rows] = [Math.floor(width / size), Math.floor(height / size)];
  const shades = new Uint8Array(columns * rows).fill(255);
  for (let y = 0; y < rows * size; y += 1) {
    const row = Math.floor(y / size) * columns;
    for (let cell = row, at = y * width; cell < row + columns; cell += 1) {
      let darkest = shades[cell] ?? 255;
      for (const end = at + size; at < end; at += 1) darkest = Math.min(darkest, pixels[at] ?? 255);
      shades[cell] = darkest;
    }
  }
  const ink = INK * usualShade(shades);
  const isInk = (cell: number) => (shades[cell] ?? 255) < ink;
  const points: { x: number; y: number }[] = [];
  for (let y = 0; y + 1 < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) {
      const cell = y * columns + x;
      if (isInk(cell) && !isInk(cell + columns)) points.push({ x, y });
    }
  }
  return points;
}

/** A shade that seven of ten are not lighter than: of the paper, on a page of text. */
function usualShade(shades: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const shade of shades) counts[shade] = (counts[shade] ?? 0) + 1;
  let left = 0.7 * shades.length;
  return counts.findIndex((count) => {
    left -= count;
    return left < 0;
  });
}

/** How unevenly points are spread over lines that fall by so many degrees. */
function concentration(points: readonly { x: number; y: number }[], degrees: number): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const counts = new Uint32Array(4 * LOOK);
  for (const { x, y } of points) {
    const line = Math.round(y - x * slope) + LOOK;
    counts[line] = (counts[line] ?? 0) + 1;
  }
  return counts.reduce((sum, count) => sum + count * count, 0);
}
