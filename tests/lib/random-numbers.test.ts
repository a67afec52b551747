import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { randomNumbers } from '../../lib/random-numbers.js';

test('are those of mulberry32', () => {
  const draw = randomNumbers(1);
  expect([draw(), draw(), draw()]).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
});

test('are the same for the same seed, from 0 to below 1, and as often in one tenth as in another', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const draw = () => Array.from({ length: 2_000 }, randomNumbers(seed));
      const numbers = draw();
      expect(draw()).toEqual(numbers);
      expect(numbers.filter((number) => !(number >= 0 && number < 1))).toEqual([]);
      const tenths = Array.from(
        { length: 10 },
        (_, tenth) => numbers.filter((n) => Math.floor(n * 10) === tenth).length,
      );
      // 200 each; further off than by a third is off by five standard deviations.
      for (const count of tenths) expect(Math.abs(count - 200)).toBeLessThan(67);
    }),
    { numRuns: 50, seed: 7 },
  );
});
