import { expect, test } from '@jest/globals';
import { inDigits, shareOf } from '../../../../domain/quizzes/export/numbers.js';

test.each([
  [0, '0'],
  [-0.5, '-0.5'],
  [123.456, '123.456'],
  [1_000_000, '1000000'],
  [0.000001, '0.000001'],
  [1e-7, '0.0000001'],
  [-1.25e-9, '-0.00000000125'],
  [1e21, '1000000000000000000000'],
  [-1.5e21, '-1500000000000000000000'],
  [1.2345e25, '12345000000000000000000000'],
])('%d is written in digits alone', (value, text) => {
  expect(inDigits(value)).toBe(text);
});

test.each([
  [1, '100'],
  [2, '50'],
  [3, '33.33333'],
  [7, '14.28571'],
])('one of %d is worth its share in percent', (count, share) => {
  expect(shareOf(count)).toBe(share);
});
