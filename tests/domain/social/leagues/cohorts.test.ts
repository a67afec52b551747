import { expect, test } from '@jest/globals';
import { cohortNo, placesOf, timeOf } from '../../../../domain/social/leagues/cohorts.js';

test('a cohort has thirty places, and each place is in one', () => {
  expect([1, 30, 31, 60, 61].map(cohortNo)).toEqual([1, 1, 2, 2, 3]);
  expect([1, 2].map((no) => placesOf({ no }))).toEqual([
    { first: 1, last: 30 },
    { first: 31, last: 60 },
  ]);
});

test('the week of a cohort goes from Monday to Monday, by UTC, over a change of clocks, too', () => {
  expect(timeOf('2026-03-23')).toEqual({
    from: new Date('2026-03-23T00:00:00Z'),
    to: new Date('2026-03-30T00:00:00Z'),
  });
});
