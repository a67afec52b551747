import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { meanDirection, splitIntoTokenWindows } from '../../documents/token-windows.js';

const letters = (word: string) => word.length;

it('cuts between words, keeps them all, and gives an empty text one window', () => {
  const unbounded = { tokens: 64, windows: Number.POSITIVE_INFINITY };
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '\u{1F30A}'), maxLength: 400 }), (text) => {
      const windows = splitIntoTokenWindows(text, unbounded, letters);
      expect(windows.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      expect(windows.every((window) => window.length > 0)).toBe(true);
      if (!text.includes('\u{1F30A}')) {
        for (const window of windows) expect(window.replace(/ /g, '').length).toBeLessThanOrEqual(64);
      }
    }),
  );
});

it('leaves out what comes after the last window', () => {
  expect(splitIntoTokenWindows('aa bb cc dd ee', { tokens: 4, windows: 2 }, letters)).toEqual(['aa bb', 'cc dd']);
});

it('gives a unit vector between its vectors', () => {
  expect(
    meanDirection([
      [1, 0],
      [0, 1],
    ]),
  ).toEqual([expect.closeTo(Math.SQRT1_2), expect.closeTo(Math.SQRT1_2)]);
});
