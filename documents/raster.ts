/** An 8-bit grayscale image, row by row from the top left; 0 is black. */
export interface Raster {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** Area of an A3 sheet in square inches. */
const LARGEST_SHEET = (297 / 25.4) * (420 / 25.4);
/**
 * Pixels of a page at most that are worth reading at `dpi`: an A3 sheet's. Poster-sized page boxes, photos and hostile
 * files are scaled down to it, so that neither memory nor the time of OCR depends on what a file claims.
 */
export function maxPixels(dpi: number): number {
  return Math.floor(LARGEST_SHEET * dpi * dpi);
}

/** The factor (at most 1) that brings `width` x `height` pixels within `max` pixels. */
export function scaleWithin(width: number, height: number, max: number): number {
  return Math.min(1, Math.sqrt(max / (width * height)));
}

/** The image as a binary PGM file in shared memory: the format that OCR decodes at the least cost. */
export function toPgm({ width, height, pixels }: Raster): Uint8Array {
  const header = Buffer.from(`P5\n${width} ${height}\n255\n`, 'ascii');
  const file = new Uint8Array(new SharedArrayBuffer(header.length + pixels.length));
  file.set(header);
  file.set(pixels, header.length);
  return file;
}

/** The image of a file of `toPgm`; undefined for another format. */
export function fromPgm(file: Uint8Array): Raster | undefined {
  const header = /^P5\n(\d+) (\d+)\n255\n/.exec(Buffer.from(file.subarray(0, 40)).toString('latin1'));
  if (!header) return undefined;
  return { width: Number(header[1]), height: Number(header[2]), pixels: file.subarray(header[0].length) };
}

/** The image rotated clockwise by quarter turns. */
export function rotated({ width, height, pixels }: Raster, quarters: number): Raster {
  const isSideways = quarters % 2 === 1;
  const result = {
    width: isSideways ? height : width,
    height: isSideways ? width : height,
    pixels: new Uint8Array(pixels.length),
  };
  // Where the first pixel goes, and how far each step right and each step down leads from there.
  const [start, right, down] = (
    {
      0: [0, 1, width],
      1: [height - 1, height, -1],
      2: [pixels.length - 1, -1, -width],
      3: [(width - 1) * height, -height, 1],
    } as Record<number, [number, number, number]>
  )[quarters % 4] ?? [0, 1, width];
  for (let y = 0; y < height; y += 1) {
    let to = start + y * down;
    for (let x = 0; x < width; x += 1, to += right) result.pixels[to] = pixels[y * width + x] ?? 0;
  }
  return result;
}

/** The image is divided into so many columns and rows of cells; the part is two by two of them. */
const CELLS = 4;
/** Darker shades are ink, on a whitened background. */
const INK_SHADE = 128;

/** The part of half the width and half the height that has the most dark pixels. */
export function darkestPart({ width, height, pixels }: Raster): Raster {
  const part = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
  const counts = Array.from({ length: CELLS * CELLS }, () => 0);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * CELLS) / height) * CELLS;
    for (let x = 0; x < width; x += 1) {
      if ((pixels[y * width + x] ?? 255) >= INK_SHADE) continue;
      const cell = row + Math.floor((x * CELLS) / width);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  let best = { ink: -1, column: 0, row: 0 };
  for (let row = 0; row <= CELLS / 2; row += 1) {
    for (let column = 0; column <= CELLS / 2; column += 1) {
      const ink = [0, 1].flatMap((down) => [0, 1].map((right) => counts[(row + down) * CELLS + column + right] ?? 0));
      const sum = ink.reduce((a, b) => a + b, 0);
      if (sum > best.ink) best = { ink: sum, column, row };
    }
  }
  const left = Math.min(Math.floor((best.column * width) / CELLS), width - part.width);
  const top = Math.min(Math.floor((best.row * height) / CELLS), height - part.height);
  const cut = new Uint8Array(part.width * part.height);
  for (let y = 0; y < part.height; y += 1) {
    const from = (top + y) * width + left;
    cut.set(pixels.subarray(from, from + part.width), y * part.width);
  }
  return { ...part, pixels: cut };
}
