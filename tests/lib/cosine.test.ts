import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cosine } from '../../lib/cosine.js';

const vector = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 3 });

test.each([
  [[3, 4], [3, 4], 1],
  [[3, 4], [-3, -4], -1],
  [[3, 4], [-4, 3], 0],
  [[1, 0], [1, 1], Math.SQRT1_2],
  [[1, 2], [3, 4], 11 / Math.sqrt(125)],
])('of %j and %j', (a, b, expected) => {
  expect(cosine(a, b)).toBeCloseTo(expected, 12);
});

test('is 0 where one has no length', () => {
  expect([cosine([0, 0], [1, 2]), cosine([1, 2], [0, 0]), cosine([], [])]).toEqual([0, 0, 0]);
});

test('does not depend on the order of the two, nor on their lengths', () => {
  fc.assert(
    fc.property(vector, vector, fc.integer({ min: 1, max: 9 }), (a, b, times) => {
      expect(cosine(b, a)).toBe(cosine(a, b));
      const longer = a.map((value) => value * times);
      expect(cosine(longer, b)).toBeCloseTo(cosine(a, b), 12);
    }),
  );
});
