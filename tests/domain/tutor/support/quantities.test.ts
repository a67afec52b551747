import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseCjkNumeral } from '../../../../domain/tutor/support/cjk-numerals.js';
import type { LanguageCode } from '../../../../domain/tutor/support/languages/language-data.js';
import { lexiconOf } from '../../../../domain/tutor/support/lexicon.js';
import { measuresOf } from '../../../../domain/tutor/support/quantities.js';
import { readText } from '../../../../domain/tutor/support/read-text.js';

const read = (text: string, language: LanguageCode) => measuresOf(text, lexiconOf(language));
const numbers = (text: string, language: LanguageCode = 'en') =>
  read(text, language)
    .quantities.filter(({ isWeak }) => !isWeak)
    .map(({ values, unit }) => [values.join('|'), ...(unit ? [unit] : [])].join(' '));

describe('numbers in digits', () => {
  test.each([
    ['1,040 houses', ['1.04|1040']],
    ['46000 florins and 46,000,000', ['46000', '46000000']],
    ["1'000'000 or 1 000 000", ['1000000', '1000000']],
    ['12.5 km and 3,5', ['12.5 km', '3.5']],
    ['1.234,5 and 1,234.5', ['1234.5', '1234.5']],
    ['12,34,567 rupees', ['1234567']],
    ['2.4 million readers', ['2400000']],
    ['3 × 10^8 m/s', ['300000000 m/s']],
    ['6 × 10²³', ['6e+23']],
    ['10⁸', ['100000000']],
    ['3/4 of it', ['0.75']],
    ['$30 and €5', ['30 usd', '5 eur']],
    ['7–8 %', ['7 %', '8 %']],
    ['CO2 and B12', []],
    ['on 14.3.1571', ['14', '3', '1571']],
    ['on 1571-03-14', ['1571', '3', '14']],
  ])('%s', (text, expected) => {
    expect(numbers(text)).toEqual(expected);
  });

  test.each<[LanguageCode, string, string[]]>([
    ['ar', '٨٠ كغ', ['80 kg']],
    ['hi', '२५२५ किमी', ['2525 km']],
    ['zh', '约290万吨', ['2900000 t']],
    ['ja', '毎秒約6キロメートル', ['6 km']],
    ['zh', '10%至70%', ['10 %', '70 %']],
  ])('%s: %s', (language, text, expected) => {
    expect(numbers(text, language)).toEqual(expected);
  });
});

describe('numbers in words', () => {
  test.each<[LanguageCode, string, string[]]>([
    ['en', 'between thirty and one hundred and fifty metres', ['30 m', '150 m']],
    ['en', 'twenty-nine years', ['29 y']],
    ['en', 'two thousand three hundred', ['2300']],
    ['en', 'two thirds, twice, half', ['0.6666666666666666', '2', '0.5']],
    ['de', 'zweihundertfünfundzwanzig Meter', ['225 m']],
    ['de', 'das Zwanzigfache', ['20']],
    ['fr', 'quatre-vingt-dix-sept tonnes', ['97 t']],
    ['fr', "une soixantaine d'œillets", ['60']],
    ['fr', 'soixante-dix', ['70']],
    ['es', 'sesenta y cuatro arcos', ['64']],
    ['es', 'entre treinta y cien', ['30', '100']],
    ['pt', 'duzentos e cinquenta anos', ['250 y']],
    ['ru', 'более трёхсот пятидесяти рек', ['350']],
    ['ar', 'خمسة وعشرون يوما', ['25 d']],
    ['ar', 'مئة عام', ['100 y']],
    ['hi', 'बाईस वर्ष', ['22 y']],
    ['zh', '百分之十到百分之七十', ['10 %', '70 %']],
    ['zh', '输沙约十六亿吨', ['1600000000 t']],
    ['zh', '三分之二', ['0.6666666666666666']],
  ])('%s: %s', (language, text, expected) => {
    expect(numbers(text, language)).toEqual(expected);
  });

  test('says of one, first and second that they tell little', () => {
    expect(numbers('one of the first things, for a second time')).toEqual([]);
  });
});

describe('months', () => {
  test.each<[LanguageCode, string, number[]]>([
    ['en', 'in March 1571', [3]],
    ['en', 'they may march on', []],
    ['en', 'on 1571-03-14', [3]],
    ['de', 'am 14. Mai 1962', [5]],
    ['ru', '12 мая 1962 года', [5]],
    ['ja', '1923年10月', [10]],
    ['fr', 'de juin à septembre', [6, 9]],
  ])('%s: %s', (language, text, expected) => {
    expect([...read(text, language).months]).toEqual(expected);
  });

  test('leave the number of a month in Japanese no number of its own', () => {
    expect(numbers('1923年10月に', 'ja')).toEqual(['1923 y']);
  });
});

test('Chinese numerals are read by place', () => {
  const digits = '零一二三四五六七八九';
  const write = (n: number): string =>
    [...String(n)]
      .map((digit, at, all) =>
        digit === '0' ? '' : digits[Number(digit)] + (['', '十', '百', '千'][all.length - 1 - at] ?? ''),
      )
      .join('');
  fc.assert(fc.property(fc.integer({ min: 1, max: 9999 }), (n) => expect(parseCjkNumeral(write(n))).toBe(n)));
});

test('a number is read back from digits, however thousands are parted', () => {
  const part = (n: number, mark: string) => String(n).replace(/\B(?=(\d{3})+$)/g, mark);
  fc.assert(
    fc.property(
      fc.integer({ min: 1_000_000, max: 999_999_999 }),
      fc.constantFrom(',', '.', ' ', '\u00a0', '’', ''),
      (n, mark) => {
        expect(numbers(`It has ${part(n, mark)} parts.`)).toEqual([String(n)]);
      },
    ),
  );
});

test.each([
  ['It is $3 \\times 10^{8}$ m/s.', 3e8],
  ['It is 3 × 10⁸ m/s.', 3e8],
  ['The chance is $\\frac{1}{36}$.', 1 / 36],
  ['It is 10^{−3} of it.', 1e-3],
])('%s has a number that stands in formulas or signs', (text, value) => {
  const [quantity] = readText(text, lexiconOf('en')).measures.quantities;
  expect(quantity?.values[0]).toBeCloseTo(value, 12);
});
