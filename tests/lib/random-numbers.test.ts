import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { randomNumbers } from '../../lib/random-numbers.js';

test('are the same for the same seed, from 0 to below 1, and as often in one tenth as in another', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const [one, other] = [randomNumbers(seed), randomNumbers(seed)];
      const tenths = Array.from({ length: 10 }, () => 0);
      for (let at = 0; at < 2_000; at += 1) {
        const number = one();
        expect(other()).toBe(number);
        expect(number >= 0 && number < 1).toBe(true);
        tenths[Math.floor(number * 10)] = (tenths[Math.floor(number * 10)] ?? 0) + 1;
      }
      // 200 each; further off than by a third is off by five standard deviations.
      for (const count of tenths) expect(Math.abs(count - 200)).toBeLessThan(67);
    }),
    { numRuns: 50, seed: 7 },
  );
});
