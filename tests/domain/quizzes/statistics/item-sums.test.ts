import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { discriminationOf } from '../../../../domain/quizzes/statistics/item-statistics.js';
import {
  addSums,
  type ItemAnswer,
  isNoSum,
  subtractSums,
  sumsOf,
} from '../../../../domain/quizzes/statistics/item-sums.js';

const answers = fc.array(fc.record({ mark: fc.nat(10_000), total: fc.nat(20_000) }), { maxLength: 20 });
const ONE: ItemAnswer[] = [
  { mark: 2, total: 5 },
  { mark: 3, total: 7 },
];
const OTHER: ItemAnswer[] = [{ mark: 10, total: 11 }];

describe('The sums of answers', () => {
  test('are those of marks, of totals, of their squares and of their products', () => {
    expect(sumsOf(ONE)).toEqual({
      ...{ answers: 2, marks: 5, marksSquared: 13, totals: 12, totalsSquared: 74, products: 31 },
    });
  });

  test('of two parts are added to those of the whole', () => {
    expect(addSums(sumsOf(ONE), sumsOf(OTHER))).toEqual({
      ...{ answers: 3, marks: 15, marksSquared: 113, totals: 23, totalsSquared: 195, products: 141 },
    });
  });

  test('of a part are taken from those of the whole', () => {
    expect(subtractSums(sumsOf([...ONE, ...OTHER]), sumsOf(OTHER))).toEqual(sumsOf(ONE));
    expect(subtractSums(sumsOf(OTHER), sumsOf(ONE))).toEqual({
      ...{ answers: -1, marks: 5, marksSquared: 87, totals: -1, totalsSquared: 47, products: 79 },
    });
  });

  test('are the same however they are put together and taken apart', () => {
    fc.assert(
      fc.property(answers, answers, (one, other) => {
        const whole = sumsOf([...one, ...other]);
        expect(addSums(sumsOf(one), sumsOf(other))).toEqual(whole);
        expect(subtractSums(whole, sumsOf(other))).toEqual(sumsOf(one));
        expect(isNoSum(subtractSums(whole, whole))).toBe(true);
      }),
    );
  });

  test('are those of nothing only where all of them are 0', () => {
    expect(isNoSum(sumsOf([]))).toBe(true);
    expect(isNoSum(sumsOf([{ mark: 0, total: 0 }]))).toBe(false);
    expect(isNoSum(sumsOf(ONE))).toBe(false);
    expect(isNoSum({ ...sumsOf([]), products: -1 })).toBe(false);
  });

  test('tell no discrimination where all do equally well elsewhere', () => {
    const equal = [
      { mark: 10_000, total: 15_000 },
      { mark: 0, total: 5_000 },
    ];
    expect(discriminationOf(sumsOf(equal))).toBeNull();
  });
});
