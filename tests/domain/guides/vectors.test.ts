import { describe, expect, test } from '@jest/globals';
import { meanOf, wordVectors } from '../../../domain/guides/vectors.js';
import { hashText } from '../../../lib/hash-text.js';

describe('a mean', () => {
  test.each([
    [[[1, -2, 3]], [1, -2, 3]],
    [
      [
        [1, 2],
        [3, 6],
      ],
      [2, 4],
    ],
    [[[0], [0], [6]], [2]],
  ])('of %j is %j', (vectors, mean) => {
    expect(meanOf(vectors)).toEqual(mean);
  });

  test('of nothing is refused', () => {
    expect(() => meanOf([])).toThrow(new RangeError('a mean needs a vector'));
  });
});

describe('vectors of texts by their words', () => {
  const weights = (texts: string[]) => wordVectors(texts).map((vector) => vector.filter((value) => value !== 0).sort());

  test('have a number at each of 512 places', () => {
    const [vector = []] = wordVectors(['tide']);
    expect(vector).toHaveLength(512);
    expect(new Set(vector)).toEqual(new Set([0, Math.log(2)]));
  });

  test('weigh a word more the fewer texts have it, and once however often it stands in one', () => {
    const [often, seldom] = [Math.log(1 + 2 / 2), Math.log(1 + 2 / 1)];
    expect(weights(['The tide, the tide!', 'The moon'])).toEqual([
      [often, seldom],
      [often, seldom],
    ]);
  });

  test('add up the words that share a place', () => {
    const [one, other] = ['wind', 'blood'];
    expect(hashText(one) % 512).toBe(hashText(other) % 512);
    expect(weights([`${one} ${other}`])).toEqual([[2 * Math.log(2)]]);
  });

  test('of a text without words are all zero', () => {
    expect(weights(['', '?!'])).toEqual([[], []]);
  });
});
