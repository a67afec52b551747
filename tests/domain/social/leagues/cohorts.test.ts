import { expect, test } from '@jest/globals';
import { cohortNo, placesOf } from '../../../../domain/social/leagues/cohorts.js';

test('a cohort has thirty places, and each place is in one', () => {
  expect([1, 30, 31, 60, 61].map(cohortNo)).toEqual([1, 1, 2, 2, 3]);
  expect([1, 2].map((no) => placesOf({ no }))).toEqual([
    { first: 1, last: 30 },
    { first: 31, last: 60 },
  ]);
});
