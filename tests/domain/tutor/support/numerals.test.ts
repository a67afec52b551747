import { describe, expect, test } from '@jest/globals';
import { numeralsOf } from '../../../../domain/tutor/support/numerals.js';

/** Each number as it stands in the text, with what it may mean. */
const read = (text: string) => numeralsOf(text).map(({ values, start, end }) => [text.slice(start, end), values]);

describe('a separator before three digits has two readings', () => {
  test.each([
    ['1.234', [1.234, 1234]],
    ['1,234', [1.234, 1234]],
    ['123.456', [123.456, 123_456]],
    ['1234.567', [1234.567]],
    ['1.2345', [1.2345]],
    ['12,5', [12.5]],
    ['1.234.567', [1_234_567]],
    ['12,345.6', [12_345.6]],
    ['1.234.567,8', [1_234_567.8]],
    ['1 234 567', [1_234_567]],
    ['1\u202f234', [1234]],
    ['1’000', [1000]],
    ['42', [42]],
    ['0.500', [0.5]],
    ['0,001', [0.001]],
    ['010.500', [10.5]],
  ])('%s', (text, values) => {
    expect(read(text)).toEqual([[text, values]]);
  });
});

describe('powers, fractions and ordinals', () => {
  test.each([
    ['10^3', 1000],
    ['3²', 9],
    ['3⁺²', 9],
    ['10⁻³', 0.001],
    ['10^−3', 0.001],
    ['2 × 10⁻⁵', 0.00002],
    ['2 * 10^-3', 0.002],
    ['6 · 10^23', 6e23],
    ['3/4', 0.75],
    ['11/4', 2.75],
    ['21st', 21],
    ['4th', 4],
    ['5º', 5],
  ])('%s is %d', (text, value) => {
    expect(read(text)).toEqual([[text, [value]]]);
  });
});

describe('dates in digits are three numbers', () => {
  test.each([
    ['5.3.2020', ['5', '3', '2020']],
    ['on 5.11.2020 it began', ['5', '11', '2020']],
    ['born 12/3/1920, died 5/11/1990.', ['12', '3', '1920', '5', '11', '1990']],
    ['from 2020-03-14 on', ['2020', '03', '14']],
    ['on 12/31/20', ['12', '31', '20']],
  ])('%s', (text, parts) => {
    expect(read(text)).toEqual(parts.map((part) => [part, [Number(part)]]));
  });

  test.each(['1.12.345.6789', '1.234.5678'])('but %s is one number with separators', (text) => {
    expect(read(text)).toEqual([[text, [Number(text.replaceAll('.', ''))]]]);
  });
});

test('nothing is divided by nothing', () => {
  expect(read('3/0 and 3/05')).toEqual([
    ['3', [3]],
    ['0', [0]],
    ['3/05', [0.6]],
  ]);
});

describe('numbers within a text without spaces', () => {
  test.each([
    ['第3章 and 5', ['3', '5']],
    ['5 and 第3章', ['5', '3']],
    ['在3到5之间', ['3', '5']],
    ['第12章和7', ['12', '7']],
    ['约6和CO2', ['6']],
    ['CO2, B12, α3 and ж4', []],
  ])('%s', (text, parts) => {
    expect(read(text)).toEqual(parts.map((part) => [part, [Number(part)]]));
  });
});
