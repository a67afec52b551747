import { expect, it } from '@jest/globals';
import type { Raster } from '../../documents/raster.js';
import { hasInk, whitenBackground } from '../../documents/whiten-background.js';

/** An image of that size with the shades of a function of x and y. */
function image(width: number, height: number, shade: (x: number, y: number) => number): Raster {
  return {
    width,
    height,
    pixels: Uint8Array.from({ length: width * height }, (_, i) => shade(i % width, Math.floor(i / width))),
  };
}

const grain = (x: number, y: number) => ((x * 7 + y * 13) % 9) - 4;

it('sees no ink in even, grainy or slowly darkening background', () => {
  expect(hasInk(image(90, 61, () => 200))).toBe(false);
  expect(hasInk(image(90, 61, (x, y) => 230 + grain(x, y)))).toBe(false);
  expect(hasInk(image(300, 300, (x) => 250 - x / 3))).toBe(false);
  expect(hasInk(image(3, 3, () => 0))).toBe(false);
});

it('sees ink in a short stroke', () => {
  expect(hasInk(image(90, 61, (x, y) => (x > 40 && x < 43 && y > 20 && y < 40 ? 60 : 240)))).toBe(true);
});

it('whitens grain and keeps ink', () => {
  const { pixels } = whitenBackground(image(64, 64, (x, y) => (x === 30 ? 90 : 225 + grain(x, y))));
  expect([...new Set(pixels)].sort()).toEqual([255, 90]);
});

it('leaves a dark image as it is', () => {
  const dark = image(32, 32, (x, y) => (x === y ? 250 : 30));
  expect(whitenBackground(dark)).toEqual(dark);
});
