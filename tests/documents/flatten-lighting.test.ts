import { afterAll, expect, it } from '@jest/globals';
import { makeScans } from '../../bench/scans.js';
import { flattenLighting } from '../../documents/flatten-lighting.js';
import { createDocumentReader } from '../../documents/index.js';
import { readAll, wordAccuracy } from './support.js';

const reader = createDocumentReader({ ocrWorkers: 2, dpi: 150 });
afterAll(() => reader.close());

const image = (width: number, height: number, shade: (x: number, y: number) => number) => ({
  width,
  height,
  pixels: Uint8Array.from({ length: width * height }, (_, i) => shade(i % width, Math.floor(i / width))),
});
const isInk = (x: number, y: number) => x % 8 === 0 && y % 12 < 8;

it('gives evenly lit images back as they are, also small and dark ones', () => {
  for (const even of [
    image(400, 300, (x, y) => (isInk(x, y) ? 40 : 230)),
    image(400, 300, () => 12),
    image(40, 3, () => 200),
    // A dark box on the page is no shadow.
    image(400, 300, (x, y) => (x > 300 && y > 200 ? 30 : 230)),
  ]) {
    expect(flattenLighting(even)).toBe(even);
  }
});

it('separates ink from background by one shade where background in the shadow was darker than ink in the light', () => {
  const light = (x: number) => 1 - 0.6 * (x / 400);
  const lit = flattenLighting(image(400, 300, (x, y) => (isInk(x, y) ? 130 : 240) * light(x)));

  const shades = (wanted: boolean) => [...lit.pixels].filter((_, i) => isInk(i % 400, Math.floor(i / 400)) === wanted);
  expect(Math.max(...shades(true))).toBeLessThan(Math.min(...shades(false)));
});

it('makes photos with shadows as readable as scans', async () => {
  for (const { text, jpeg } of await makeScans(2, 'photo')) {
    const [page] = await readAll(reader, jpeg, [1]);
    expect(wordAccuracy(text, page?.text ?? '')).toBeGreaterThanOrEqual(0.97);
  }
});
