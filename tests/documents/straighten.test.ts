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

/** The page on a dark table, its corners moved so far inwards: what a phone sees that is not held straight above. */
async function photo(tilt: number): Promise<Raster> {
  const [width, height] = [1500, 1900];
  const corners = [
    { x: 150 + tilt, y: 150 },
    { x: 1350 - tilt, y: 150 + tilt / 2 },
    { x: 1400, y: 1750 },
    { x: 100, y: 1700 },
  ] as const;
  // Where each pixel of the photo is on the page: the view is turned around by searching, line by line.
  const table = new Uint8Array(width * height).fill(70);
  for (let v = 0; v < 1; v += 0.6 / page.height) {
    for (let u = 0; u < 1; u += 0.8 / page.width) {
      const place = seen(corners, u, v);
      const at = Math.round(place.y) * width + Math.round(place.x);
      table[at] = page.pixels[Math.floor(v * page.height) * page.width + Math.floor(u * page.width)] ?? 255;
    }
  }
  return { width, height, pixels: table };
}

/** A place on a page whose corners are seen there: lines stay lines, and their far parts are shorter. */
function seen([a, b, c, d]: readonly [P, P, P, P], u: number, v: number): P {
  const near = Math.hypot(c.x - d.x, c.y - d.y);
  const far = Math.hypot(a.x - b.x, a.y - b.y);
  const depth = (v * far) / (v * far + (1 - v) * near);
  const along = (from: P, to: P, share: number) => ({
    x: from.x + (to.x - from.x) * share,
    y: from.y + (to.y - from.y) * share,
  });
  return along(along(a, d, depth), along(b, c, depth), u);
}

type P = { x: number; y: number };

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
  it('is found by its corners, and none where the image is all sheet or has none', async () => {
    const corners = sheetIn(await photo(200));
    expect(corners?.map(({ x, y }) => [Math.round(x / 50) * 50, Math.round(y / 50) * 50])).toEqual([
      [350, 150],
      [1150, 250],
      [1400, 1750],
      [100, 1700],
    ]);
    expect(sheetIn(page)).toBeUndefined();
    expect(sheetIn({ ...page, pixels: page.pixels.map(() => 90) })).toBeUndefined();
    expect(sheetIn({ width: 3, height: 3, pixels: new Uint8Array(9) })).toBeUndefined();
  });

  it('is read as if it were looked at from straight above', async () => {
    const [read] = await readAll(reader, await toPng(await photo(180)), [1]);
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
