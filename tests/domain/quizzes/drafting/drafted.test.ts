import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shuffledBy } from '../../../../domain/quizzes/drafting/drafted.js';

const PLANETS = ['Mercury', 'Venus', 'Earth', 'Mars', 'Jupiter', 'Saturn', 'Uranus', 'Neptune'];
const shuffled = (items: readonly string[], key: string) => shuffledBy(items, key, (item) => item);

describe('The order of things by a text', () => {
  test('is the same in whatever order they come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(PLANETS, { minLength: PLANETS.length }), fc.string(), (items, key) => {
        expect(shuffled(items, key)).toEqual(shuffled(PLANETS, key));
      }),
    );
  });

  test('is another one for another text', () => {
    const orders = ['a', 'b', 'c', 'd'].map((key) => shuffled(PLANETS, key).join());
    expect(new Set(orders).size).toBe(4);
  });

  test('has each thing once, and leaves what it was given as it is', () => {
    const given = [...PLANETS];
    expect(shuffled(given, 'key').toSorted()).toEqual(PLANETS.toSorted());
    expect(given).toEqual(PLANETS);
  });

  test('is told by the texts of the things alone', () => {
    const things = PLANETS.map((name, at) => ({ name, at }));
    expect(shuffledBy(things, 'key', ({ name }) => name).map(({ name }) => name)).toEqual(shuffled(PLANETS, 'key'));
  });
});
