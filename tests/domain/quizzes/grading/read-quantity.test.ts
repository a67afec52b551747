import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readQuantity } from '../../../../domain/quizzes/grading/read-quantity.js';

describe('readQuantity', () => {
  test.each([
    ['5', 5],
    ['+5', 5],
    ['−5', -5],
    ['–5', -5],
    ['- 5', -5],
    ['٣', 3],
    ['٣٫٥', 3.5],
    ['१२', 12],
    ['５', 5],
    ['5.', 5],
    ['.5', 0.5],
    [',5', 0.5],
    ['1,5', 1.5],
    ['0,123', 0.123],
    ['1234,567', 1234.567],
    ['1.234', 1.234],
    ['5 000', 5000],
    ['5\u202f000,25', 5000.25],
    ['1,000,000', 1e6],
    ['1,000.5', 1000.5],
    ['1.000,5', 1000.5],
    ['1.000.000', 1e6],
    ["1'000", 1000],
    ['١٬٠٠٠', 1000],
    ['12,34,567', 1234567],
    ['1e3', 1000],
    ['1E-3', 0.001],
    ['2.5e−3', 0.0025],
    ['6.02 × 10²³', 6.02e23],
    ['6,02x10^23', 6.02e23],
    ['6.02*10**23', 6.02e23],
    ['1.6·10⁻¹⁹', 1.6e-19],
    ['1.6 * 10^(-19)', 1.6e-19],
    ['10^{6}', 1e6],
    ['-10⁶', -1e6],
    ['3/4', 0.75],
    ['-3/4', -0.75],
    ['3⁄4', 0.75],
    ['½', 0.5],
    ['1½', 1.5],
    ['1 1/2', 1.5],
    ['-1 1/2', -1.5],
    ['\u200f5\u200e', 5],
    ['  5\n', 5],
    ['0', 0],
    ['0e5', 0],
    ['0/5', 0],
    ['0.0e-400', 0],
    ['7 1/2', 7.5],
    ['1.5/3', 0.5],
    ['1,5 / 3', 0.5],
    ['12 345 678', 12345678],
    ["1'000,5", 1000.5],
    ["12'345'678.5", 12345678.5],
    ['123,456,789', 123456789],
    ['1,00,000', 100000],
    ['12,34,567.5', 1234567.5],
    ['123.456,75', 123456.75],
    ['0,5', 0.5],
    ['12,34', 12.34],
    ['1e+3', 1000],
    ['1 e3', 1000],
    ['1X10^2', 100],
    ['1 x 10 ^ 2', 100],
    ['1*10^{2}', 100],
    ['+10^2', 100],
    ['10 ^ -2', 0.01],
    ['2 ½', 2.5],
    ['5 ÷ 2', 2.5],
    ['۳', 3],
    ['1’000', 1000],
    ['1‘000', 1000],
  ])('reads %j as %d', (text, value) => {
    expect(readQuantity(text)).toEqual({ value, unit: undefined });
  });

  test.each([
    '',
    ' ',
    'NaN',
    'Infinity',
    '1e999',
    '-1e999',
    '1e-999',
    '1e99999',
    '0x10',
    '5 5',
    '5 50',
    '1,234',
    '12,345',
    '1,2,3',
    '1.2.3',
    '1,000,00',
    '0.123,5',
    '5-3',
    '2+2',
    '2^10',
    '5²',
    '5*10',
    '--5',
    '3/0',
    '1/2/3',
    '3 5/4',
    '3 000/4',
    '1₂',
    '3/0.0',
    '3 5/5',
    '1 1/2.5',
    '01,234,567',
    '0 000',
    '1 00',
    "1'00",
    '1,2345,678',
    '1.234,567,8',
    '.',
    ',',
    '10^',
    '10^99999',
    '1,5/1,234',
    '①',
    '5️⃣',
    '🙂',
    '5🙂',
    'five',
    '5 constructor',
    '5 __proto__',
    '5 toString',
    '5 m m m m m m m m m',
    '5 m^99',
    '5 m^-10',
    '5 (m',
    '5 m/(s',
    '5 m//s',
    '5 /',
    '5 *m',
    '5 m^',
    '5 )m(',
    '5 blorps',
    '5\0',
    '5 \ud800',
    '9'.repeat(1_000_000),
    'min '.repeat(250_000),
    `5 ${'min*'.repeat(23)}`,
  ])('refuses %#', (text) => {
    expect(readQuantity(text)).toEqual({ refusal: expect.any(String) });
  });

  test('says how to write a number that can be read in two ways', () => {
    expect(readQuantity('1,234 m')).toEqual({ refusal: '1,234 can be read in two ways: write 1234 or 1.234' });
  });

  test('reads every number as JavaScript writes it', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(readQuantity(String(value))).toEqual({ value: Number(String(value)), unit: undefined });
      }),
    );
  });

  test('reads a number alike however its thousands are parted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_000_000, max: 2 ** 40 }),
        fc.constantFrom(' ', ',', '.', "'", '\u2009'),
        (value, sign) => {
          const parted = String(value).replace(/(?<=\d)(?=(?:\d{3})+$)/g, sign);
          expect(readQuantity(parted)).toEqual({ value, unit: undefined });
        },
      ),
    );
  });

  test('gives a finite number or a reason for any text, within a moment', () => {
    const alphabet = [..."0123456789eExX.,'/^*()-+ %°µΩmsinkgCKF²³⁻½٣٫−\u200f🙂", 'min', 'kg', ' per ', 'square '];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...alphabet), { maxLength: 100 }), (parts) => {
        const read = readQuantity(parts.join(''));
        expect('refusal' in read ? read.refusal : Number.isFinite(read.value)).toBeTruthy();
      }),
      { numRuns: 3_000, interruptAfterTimeLimit: 30_000, markInterruptAsFailure: true },
    );
  });
});
