import { describe, expect, test } from '@jest/globals';
import { plainNumerals } from '../../../../domain/quizzes/grading/plain-numerals.js';
import { readNumber } from '../../../../domain/quizzes/grading/read-number.js';

const UNREADABLE = 'Give one number, such as 12.5, -3e8, 6.02 x 10^23 or 3/4';
const OUT_OF_RANGE = 'The number is too large or too small';

describe('A number at the head of a text', () => {
  test.each([
    ['5  m', 5, 'm'],
    ['-1.5e3 kg ', -1500, 'kg'],
    ['3/4 m', 0.75, 'm'],
    ['1 1/2 m', 1.5, 'm'],
    ['10^3 m', 1000, 'm'],
    ['10^-300', 1e-300, ''],
    ['0e-999', 0, ''],
    ['0/7', 0, ''],
  ])('%j is read with what stands behind it', (text, value, rest) => {
    expect(readNumber(text)).toEqual({ value, rest });
  });

  test.each([
    ['five', UNREADABLE],
    ['', UNREADABLE],
    ['1,234/2', UNREADABLE],
    ['2/1,234', UNREADABLE],
    ['3/0', UNREADABLE],
    ['0/0', UNREADABLE],
    ['1 3/2', UNREADABLE],
    ['10^-999', OUT_OF_RANGE],
    ['10^999', OUT_OF_RANGE],
    ['1e-999', OUT_OF_RANGE],
    ['1e999', OUT_OF_RANGE],
    ['1,234', '1,234 can be read in two ways: write 1234 or 1.234'],
  ])('%j is refused with its reason', (text, refusal) => {
    expect(readNumber(text)).toEqual({ refusal });
  });
});

test.each([
  [' 5  m ', '5 m'],
  ['180 º', '180 °'],
  ['180 ˚', '180 °'],
  ['1’000', "1'000"],
  ['1٬000', "1'000"],
  ['٣٫٥', '3.5'],
  ['−5 – 3', '-5 - 3'],
  ['5 ÷ 2', '5 / 2'],
  ['1½', '1 1/2'],
  ['6 × 10²³', '6 * 10^23'],
  ['10⁻³', '10^-3'],
  ['2**3', '2^3'],
])('%j is written plainly as %j', (text, plain) => {
  expect(plainNumerals(text)).toBe(plain);
});
