import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  evenly,
  evenlyFresh,
  type PassagePlace,
  planPassages,
} from '../../../../domain/quizzes/generation/plan-passages.js';

const passages = (sections: number, each: number): PassagePlace[] =>
  Array.from({ length: sections * each }, (_, at) => ({
    ...{ id: `${at}`, section: `section ${Math.floor(at / each)}`, wasAsked: false },
  }));
const sectionsOf = (ids: readonly string[], each: number) => ids.map((id) => Math.floor(Number(id) / each));

describe('the passages of a round', () => {
  test('are of all sections before a second of any', () => {
    const ids = planPassages(passages(6, 5), { count: 6, seed: 's' });
    expect(sectionsOf(ids, 5)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('are those that nothing was asked of, as long as there are some', () => {
    const asked = passages(3, 2).map((one) => ({ ...one, wasAsked: Number(one.id) < 4 }));
    expect(planPassages(asked, { count: 2, seed: 's' })).toEqual(['4', '5']);
    expect(planPassages(asked, { count: 3, seed: 's' })).toHaveLength(3);
  });

  test('of a source without headings, whatever the seed, are in no half of it alone', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 8, max: 200 }),
        fc.integer({ min: 4, max: 8 }),
        (seed, size, count) => {
          const ids = planPassages(passages(1, size), { count, seed }).map(Number);
          const inFirst = ids.filter((id) => id < size / 2).length;
          expect(inFirst).toBeGreaterThan(0);
          expect(inFirst).toBeLessThan(ids.length);
        },
      ),
    );
  });

  test('begin at another place for another seed, of one section and of several', () => {
    const seeds = Array.from({ length: 12 }, (_, at) => `seed ${at}`);
    const chosenOf = (places: PassagePlace[]) =>
      new Set(seeds.flatMap((seed) => planPassages(places, { count: 1, seed })));
    expect(chosenOf(passages(1, 20)).size).toBeGreaterThan(2);
    expect(chosenOf(passages(20, 1)).size).toBeGreaterThan(2);
  });

  test('are each there once, in their order, as many as there are or were asked for', () => {
    const place = fc.record({ section: fc.constantFrom('a', 'b', 'c'), wasAsked: fc.boolean() });
    fc.assert(
      fc.property(fc.array(place), fc.nat(40), fc.string(), (places, count, seed) => {
        const all = places.map((one, at) => ({ ...one, id: String(at) }));
        const ids = planPassages(all, { count, seed }).map(Number);
        expect(ids).toHaveLength(Math.min(count, all.length));
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toEqual(ids.toSorted((a, b) => a - b));
        expect(planPassages(all, { count, seed }).map(Number)).toEqual(ids);
      }),
    );
  });
});

test('items that nothing was asked of are taken first, in their order', () => {
  const wasAsked = (item: number) => item % 2 === 0;
  expect(evenlyFresh([1, 2, 3, 4, 5, 6], 2, wasAsked)).toEqual([3, 5]);
  expect(evenlyFresh([1, 2, 3, 4, 5, 6], 4, wasAsked)).toEqual([1, 3, 5, 6]);
  expect(evenlyFresh([1, 2, 3, 4, 5, 6, 7], 5, wasAsked)).toEqual([1, 3, 5, 6, 7]);
  expect(evenlyFresh([1, 2], 5, wasAsked)).toEqual([1, 2]);
});

test('as many items as are wanted are taken evenly', () => {
  expect(evenly([1, 2, 3, 4, 5, 6, 7, 8], 4)).toEqual([2, 4, 6, 8]);
  expect([evenly([1, 2], 5), evenly([1, 2], 0), evenly([], 3)]).toEqual([[1, 2], [], []]);
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.nat(50), (items, count) => {
      expect(evenly(items, count)).toHaveLength(Math.min(items.length, count));
    }),
  );
});
