import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createNumberFormat, plainNumber } from '../../documents/sheets/number-format.js';

test.each([
  ['General', 0.1 + 0.2, '0.3'],
  ['General', 1234567890123, '1234567890123'],
  ['General', 6.62607015e-34, '6.62607015E-34'],
  ['0', 2.5, '3'],
  ['0.00', 1.005, '1.01'],
  ['0.00', -0.001, '0.00'],
  ['0.0#', 2, '2.0'],
  ['#,##0', 1234567.8, '1,234,568'],
  ['#,##0.00;[Red]-#,##0.00', -1234.5, '-1,234.50'],
  ['#,##0_);(#,##0)', -1234, '(1,234)'],
  ['0;-0;"none"', 0, 'none'],
  [';;;', 5, ''],
  ['0%', 0.256, '26%'],
  ['0.0%', 0.256, '25.6%'],
  ['0%', 0.145, '15%'],
  ['0%', 0.285, '29%'],
  ['0%', 0.575, '58%'],
  ['0.00E+00', 6022, '6.02E+03'],
  ['##0.0E+0', 123456, '123.5E+3'],
  ['# ?/?', 1.25, '1 1/4'],
  ['# ??/??', 0.3125, '5/16'],
  ['# ?/8', 2.5, '2 4/8'],
  ['0.0,', 12345, '12.3'],
  ['#,##0.0,,"M"', 1234567, '1.2M'],
  ['[$€-407] #,##0.00', 3.5, '€ 3.50'],
  ['#,##0.00 [$€-407]', 1234.5, '1,234.50 €'],
  ['"$"#,##0', 99, '$99'],
  ['0" cm"', 12, '12 cm'],
  ['0\\°', 12, '12°'],
  ['00000', 123, '00123'],
  ['000-00-0000', 123456789, '123-45-6789'],
  ['[>=1000]0.0,"k";0', 2500, '2.5k'],
  ['[>=1000]0.0,"k";0', 25, '25'],
  ['yyyy-mm-dd', 45365, '2024-03-14'],
  ['dd.mm.yyyy', 45365, '14.03.2024'],
  ['m/d/yy', 45365, '3/14/24'],
  ['d mmmm yyyy', 45365, '14 March 2024'],
  ['[$-407]d. mmmm yyyy', 45365, '14. März 2024'],
  ['dddd', 45365, 'Thursday'],
  ['mmm-yy', 45365, 'Mar-24'],
  ['yyyy-mm-dd', 1, '1900-01-01'],
  ['yyyy-mm-dd', 61, '1900-03-01'],
  ['h:mm', 0.75, '18:00'],
  ['h:mm AM/PM', 0.75, '6:00 PM'],
  ['h:mm:ss', 0.999994, '23:59:59'],
  ['mm:ss.0', 0.0012, '01:43.7'],
  ['[h]:mm', 1.5, '36:00'],
  ['yyyy-mm-dd hh:mm', 45365.5, '2024-03-14 12:00'],
  ['yyyy"年"m"月"d"日"', 45365, '2024年3月14日'],
  ['yyyy-mm-dd', -3, '-3'],
])('%s shows %d as %s', (code, value, shown) => {
  expect(createNumberFormat(code, false)(value)).toBe(shown);
});

test('days are counted from 1904 where the file says so', () => {
  expect(createNumberFormat('yyyy-mm-dd', true)(0)).toBe('1904-01-01');
  expect(createNumberFormat('yyyy-mm-dd', true)(43_903)).toBe('2024-03-14');
});

test('every format gives some text for every number', () => {
  const code = fc.string({ unit: fc.constantFrom(...'0#?.,%E+-/ymdhs[]"\\_*;@$: G'), maxLength: 20 });
  fc.assert(
    fc.property(code, fc.double({ noNaN: true, noDefaultInfinity: true }), (format, value) => {
      expect(createNumberFormat(format, false)(value).length).toBeLessThan(1_000);
    }),
    { numRuns: 2_000 },
  );
  expect(plainNumber(-0.5)).toBe('-0.5');
});
