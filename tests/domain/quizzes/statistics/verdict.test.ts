import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { discriminationOf } from '../../../../domain/quizzes/statistics/item-statistics.js';
import { type ItemAnswer, sumsOf } from '../../../../domain/quizzes/statistics/item-sums.js';
import { shownDifficulty } from '../../../../domain/quizzes/statistics/shown-difficulty.js';
import { discriminationBoundOf, flagsOf, shouldRetire } from '../../../../domain/quizzes/statistics/verdict.js';

/** So many students who are right or wrong here, and right or wrong elsewhere. */
const answersOf = (counts: { both: number; here: number; elsewhere: number; neither: number }): ItemAnswer[] => [
  ...Array.from({ length: counts.both }, () => ({ mark: 10_000, total: 20_000 })),
  ...Array.from({ length: counts.here }, () => ({ mark: 10_000, total: 10_000 })),
  ...Array.from({ length: counts.elsewhere }, () => ({ mark: 0, total: 10_000 })),
  ...Array.from({ length: counts.neither }, () => ({ mark: 0, total: 0 })),
];
const rightIn = (right: number, all: number) =>
  sumsOf(answersOf({ both: right, here: 0, elsewhere: 0, neither: all - right }));

describe('shouldRetire', () => {
  test.each([
    ['-100 with 30 answers', { both: 0, here: 15, elsewhere: 15, neither: 0 }, true],
    ['-40 with 30 answers', { both: 4, here: 11, elsewhere: 10, neither: 5 }, true],
    ['-33 with 30 answers', { both: 5, here: 10, elsewhere: 10, neither: 5 }, false],
    ['-33 with 60 answers', { both: 10, here: 20, elsewhere: 20, neither: 10 }, true],
    ['-100 with 28 answers', { both: 0, here: 14, elsewhere: 14, neither: 0 }, false],
    ['100', { both: 500, here: 0, elsewhere: 0, neither: 500 }, false],
    ['none, since all are right', { both: 500, here: 500, elsewhere: 0, neither: 0 }, false],
  ])('a discrimination of %s', (_, counts, isRetired) => {
    expect(shouldRetire(sumsOf(answersOf(counts)))).toBe(isRetired);
  });

  test('never retires what discriminates rightly', () => {
    const count = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(fc.record({ both: count, here: count, elsewhere: count, neither: count }), (counts) => {
        const sums = sumsOf(answersOf(counts));
        fc.pre((discriminationOf(sums) ?? 0) >= 0);
        expect(shouldRetire(sums)).toBe(false);
      }),
    );
  });
});

describe('discriminationBoundOf', () => {
  test.each([
    ['a discrimination of 0 with 28 answers', { both: 7, here: 7, elsewhere: 7, neither: 7 }, 37.31],
    ['a discrimination of 0 with 4 answers', { both: 1, here: 1, elsewhere: 1, neither: 1 }, 96.11],
    ['a discrimination of 100 with 30 answers', { both: 15, here: 0, elsewhere: 0, neither: 15 }, 100],
    ['a discrimination of -100 with 30 answers', { both: 0, here: 15, elsewhere: 15, neither: 0 }, -100],
  ])('of %s is where chance ends', (_, counts, bound) => {
    expect(discriminationBoundOf(sumsOf(answersOf(counts)))).toBeCloseTo(bound, 2);
  });

  test.each([
    ['no answer', { both: 0, here: 0, elsewhere: 0, neither: 0 }],
    ['three answers', { both: 1, here: 0, elsewhere: 1, neither: 1 }],
    ['marks that are all one', { both: 20, here: 20, elsewhere: 0, neither: 0 }],
    ['rests that are all one', { both: 20, here: 0, elsewhere: 20, neither: 0 }],
  ])('of %s is not known', (_, counts) => {
    expect(discriminationBoundOf(sumsOf(answersOf(counts)))).toBeNull();
  });
});

describe('flagsOf', () => {
  test.each([
    [4, 100, 50, ['too-hard']],
    [5, 100, 50, []],
    [95, 100, 50, []],
    [96, 100, 50, ['too-easy']],
    [50, 100, 14.9, ['tells-little']],
    [50, 100, 15, []],
    [50, 100, null, []],
    [100, 100, 0, ['too-easy', 'tells-little']],
    [0, 99, 0, []],
  ])('%d of %d right, efficiency %s: %j', (right, all, efficiency, flags) => {
    expect(flagsOf(rightIn(right, all), efficiency)).toEqual(flags);
  });
});

test.each([
  [19, 19, null],
  [16, 20, 'easy'],
  [15, 20, 'medium'],
  [10, 20, 'medium'],
  [9, 20, 'hard'],
  [0, 0, null],
])('%d of %d right is %s', (right, all, difficulty) => {
  expect(shownDifficulty(rightIn(right, all))).toBe(difficulty);
});
