import { afterAll, describe, expect, it } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { createDocumentReader } from '../../documents/index.js';
import { loadPdfium } from '../../documents/pdfium.js';
import type { Raster } from '../../documents/raster.js';
import { sheetIn } from '../../documents/sheet.js';
import { slantOf } from '../../documents/slant.js';
import { straighten } from '../../documents/straighten.js';
import { straightView } from '../../documents/warp.js';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { PROSE, readAll, wordAccuracy } from './support.js';

const reader = createDocumentReader({ ocrWorkers: 2, dpi: 150 });
afterAll(() => reader.close());

const document = (await loadPdfium())(await makePdf([{ text: PROSE }]));
const page = document.render(1, 150);
document.close();

const toRaster = async (image: Sharp): Promise<Raster> => {
  const { data, info } = await image.grayscale().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: data };
};
const toPng = ({ width, height, pixels }: Raster) =>
  sharp(pixels, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
const turnedBy = async (degrees: number) =>
  toRaster(sharp(page.pixels, { raw: { ...page, channels: 1 } }).rotate(degrees, { background: '#fff' }));

const TABLE = { width: 1500, height: 1900, shade: 70 };
const SHEET = { top: 150, bottom: 1750, left: 100, right: 1400 };

/** The page on a dark table, its far edge shorter by so much on each side: held by a phone, and not straight above. */
function photo(tilt: number): Raster {
  const pixels = new Uint8Array(TABLE.width * TABLE.height).fill(TABLE.shade);
  const [near, far] = [SHEET.right - SHEET.left, SHEET.right - SHEET.left - 2 * tilt];
  for (let y = SHEET.top; y < SHEET.bottom; y += 1) {
    const down = (y - SHEET.top) / (SHEET.bottom - SHEET.top);
    // What is far away is smaller in both directions.
    const row = ((down * near) / (far + down * (near - far))) * (page.height - 1);
    const [left, width] = [SHEET.left + tilt * (1 - down), far + (near - far) * down];
    for (let x = Math.ceil(left); x < left + width; x += 1) {
      pixels[y * TABLE.width + x] = shadeAt(((x - left) / width) * (page.width - 1), row);
    }
  }
  return { width: TABLE.width, height: TABLE.height, pixels };
}

function shadeAt(x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const at = (column: number, row: number) => page.pixels[row * page.width + column] ?? 255;
  const mix = (a: number, b: number, share: number) => a + (b - a) * share;
  const upper = mix(at(left, top), at(left + 1, top), x - left);
  return mix(upper, mix(at(left, top + 1), at(left + 1, top + 1), x - left), y - top);
}

describe('lines of text', () => {
  it.each([-15, -7.6, -3, 0, 2, 11.4, 15])('that fall by %d degrees are found to', async (degrees) => {
    expect(Math.abs(slantOf(await turnedBy(degrees)) - degrees)).toBeLessThanOrEqual(0.4);
  });

  it('are none in an empty image, in grain and in one dark shape', () => {
    const [width, height] = [600, 800];
    const empty = new Uint8Array(width * height).fill(255);
    const shape = empty.map((_, at) => (at % width > 200 && at % width < 400 && at > 200 * width ? 20 : 255));
    let state = 7;
    const grain = empty.map(() => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 24;
    });
    for (const pixels of [empty, shape, grain]) expect(slantOf({ width, height, pixels })).toBe(0);
  });

  it('of a straight page are left alone', () => {
    expect(straighten(page)).toBe(page);
  });

  it.each([-15, 10])('that fall by %d degrees are read as well as level ones', async (degrees) => {
    const [read] = await readAll(reader, await toPng(await turnedBy(degrees)), [1]);
    expect(wordAccuracy(PROSE, read?.text ?? '')).toBeGreaterThanOrEqual(0.97);
  });
});

describe('a sheet in a photo', () => {
  it('is found by its corners, and none where the image is all sheet or has none', () => {
    const corners = sheetIn(photo(200));
    expect(corners?.map(({ x, y }) => [Math.round(x / 50) * 50, Math.round(y / 50) * 50])).toEqual([
      [300, 150],
      [1200, 150],
      [1400, 1750],
      [100, 1750],
    ]);
    expect(sheetIn(page)).toBeUndefined();
    expect(sheetIn({ ...page, pixels: page.pixels.map(() => 90) })).toBeUndefined();
    expect(sheetIn({ width: 3, height: 3, pixels: new Uint8Array(9) })).toBeUndefined();
  });

  it('is no sheet where light falls from one side and a shadow lies across', () => {
    const shadow = page.pixels.map((shade, at) => {
      const [x, y] = [(at % page.width) / page.width, Math.floor(at / page.width) / page.height];
      const edge = 1 / (1 + Math.exp(-30 * (x + 0.8 * y - 1.1)));
      return shade * (0.95 - 0.4 * x) * (1 - 0.4 * edge);
    });
    expect(sheetIn({ ...page, pixels: shadow })).toBeUndefined();
  });

  it('is read as if it were looked at from straight above', async () => {
    const [read] = await readAll(reader, await toPng(photo(180)), [1]);
    expect(wordAccuracy(PROSE, read?.text ?? '')).toBeGreaterThanOrEqual(0.97);
  });

  it('is the image itself between its own corners', () => {
    const { width, height } = page;
    const whole = [
      { x: 0, y: 0 },
      { x: width, y: 0 },
      { x: width, y: height },
      { x: 0, y: height },
    ] as const;
    expect(Buffer.compare(straightView(page, whole).pixels, page.pixels)).toBe(0);
  });
});
