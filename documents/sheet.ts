import type { Raster } from './raster.js';
import type { Corners, Point } from './warp.js';

/** The image is looked at so many cells wide or high. */
const LOOK = 200;
/** Every so many pixels of a cell are looked at: letters have paper between them. */
const SKIP = 2;
/** Of the image: a smaller sheet is a note in a picture. */
const MIN_SHARE = 0.3;
/** Of the image: with more than this the sheet fills it, and nothing is to be cut off. */
const MAX_SHARE = 0.97;
/** Of the area between its corners: a sheet is as good as all of it, whatever is written on it. */
const MIN_FILL = 0.9;
/** On each side: points that are looked at, how many cells to either side, how much darker it is there, and on how many. */
const EDGE = { samples: 12, reach: 3, step: 35, share: 0.8 };
/** How much lighter a sheet is than what it lies on, of 255. */
const MIN_CONTRAST = 45;

/**
 * The corners of a light sheet that lies on something darker, as in a phone's photo; undefined where none is seen as a
 * whole, or where the image is nothing but the sheet.
 */
export function sheetIn({ width, height, pixels }: Raster): Corners | undefined {
  const size = Math.max(1, Math.ceil(Math.max(width, height) / LOOK));
  const [columns, rows] = [Math.floor(width / size), Math.floor(height / size)];
  if (columns < 8 || rows < 8) return undefined;
  // The lightest pixel of a cell is paper, also where there are letters in it.
  const shades = new Uint8Array(columns * rows);
  for (let cell = 0; cell < shades.length; cell += 1) {
    const from = Math.floor(cell / columns) * size * width + (cell % columns) * size;
    let lightest = 0;
    for (let down = 0; down < size; down += SKIP) {
      for (let right = 0; right < size; right += SKIP) {
        lightest = Math.max(lightest, pixels[from + down * width + right] ?? 0);
      }
    }
    shades[cell] = lightest;
  }
  const threshold = parting(shades);
  if (threshold === undefined) return undefined;
  const cells = largestArea(shades, columns, rows, threshold);
  const share = cells.length / shades.length;
  if (share < MIN_SHARE || share > MAX_SHARE) return undefined;
  const corners = cornersOf(cells, columns);
  if (cells.length < MIN_FILL * areaOf(corners) || !hasEdges(shades, columns, rows, corners)) return undefined;
  return corners.map(({ x, y }) => ({ x: x * size, y: y * size })) as unknown as Corners;
}

/** The shade that parts light from dark best (Otsu, 1979); undefined where the two are too much alike. */
function parting(shades: Uint8Array): number | undefined {
  const counts = new Array<number>(256).fill(0);
  for (const shade of shades) counts[shade] = (counts[shade] ?? 0) + 1;
  const total = counts.reduce((sum, count, shade) => sum + count * shade, 0);
  let best = { spread: 0, shade: 0, contrast: 0 };
  let [below, sum] = [0, 0];
  for (const [shade, count] of counts.entries()) {
    below += count;
    sum += count * shade;
    const above = shades.length - below;
    if (below === 0 || above === 0) continue;
    const contrast = (total - sum) / above - sum / below;
    const spread = below * above * contrast * contrast;
    if (spread > best.spread) best = { spread, shade, contrast };
  }
  return best.contrast >= MIN_CONTRAST ? best.shade : undefined;
}

/** The cells of the largest light area. */
function largestArea(shades: Uint8Array, columns: number, rows: number, threshold: number): number[] {
  const seen = new Uint8Array(shades.length);
  let largest: number[] = [];
  for (let start = 0; start < shades.length; start += 1) {
    if (seen[start] || (shades[start] ?? 0) <= threshold) continue;
    const area = [start];
    seen[start] = 1;
    for (let index = 0; index < area.length; index += 1) {
      const cell = area[index] ?? 0;
      const [x, y] = [cell % columns, Math.floor(cell / columns)];
      const beside = [
        x > 0 && cell - 1,
        x + 1 < columns && cell + 1,
        y > 0 && cell - columns,
        y + 1 < rows && cell + columns,
      ];
      for (const next of beside) {
        if (next === false || seen[next] || (shades[next] ?? 0) <= threshold) continue;
        seen[next] = 1;
        area.push(next);
      }
    }
    if (area.length > largest.length) largest = area;
  }
  return largest;
}

/** The cells farthest out in the four diagonal directions. */
function cornersOf(cells: readonly number[], columns: number): [Point, Point, Point, Point] {
  const farthest = (right: number, down: number): Point => {
    let best = { reach: Number.NEGATIVE_INFINITY, x: 0, y: 0 };
    for (const cell of cells) {
      const x = (cell % columns) + (right > 0 ? 1 : 0);
      const y = Math.floor(cell / columns) + (down > 0 ? 1 : 0);
      const reach = right * x + down * y;
      if (reach > best.reach) best = { reach, x, y };
    }
    return { x: best.x, y: best.y };
  };
  return [farthest(-1, -1), farthest(1, -1), farthest(1, 1), farthest(-1, 1)];
}

/** Whether it is suddenly darker beyond the lines between the corners, as it is not where a shadow begins. */
function hasEdges(shades: Uint8Array, columns: number, rows: number, corners: readonly Point[]): boolean {
  const middle = {
    x: corners.reduce((sum, { x }) => sum + x, 0) / corners.length,
    y: corners.reduce((sum, { y }) => sum + y, 0) / corners.length,
  };
  /** The shade so many cells from a point on the way from the middle outwards; undefined out of the image. */
  const shadeAt = ({ x, y }: Point, outwards: number): number | undefined => {
    const away = Math.hypot(x - middle.x, y - middle.y) || 1;
    const column = Math.floor(x + ((x - middle.x) / away) * outwards);
    const row = Math.floor(y + ((y - middle.y) / away) * outwards);
    return column < 0 || row < 0 || column >= columns || row >= rows ? undefined : shades[row * columns + column];
  };
  const steps = corners.flatMap((from, at) => {
    const to = corners[(at + 1) % corners.length] ?? from;
    return Array.from({ length: EDGE.samples }, (_, index) => {
      const share = (index + 0.5) / EDGE.samples;
      const point = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
      const [inside, outside] = [shadeAt(point, -EDGE.reach), shadeAt(point, EDGE.reach)];
      return inside === undefined || outside === undefined ? [] : [inside - outside];
    }).flat();
  });
  const sharp = steps.filter((step) => step >= EDGE.step);
  return steps.length >= EDGE.samples && sharp.length >= EDGE.share * steps.length;
}

const areaOf = (corners: readonly Point[]): number =>
  Math.abs(
    corners.reduce((sum, { x, y }, at) => {
      const next = corners[(at + 1) % corners.length] ?? { x, y };
      return sum + x * next.y - next.x * y;
    }, 0) / 2,
  );
