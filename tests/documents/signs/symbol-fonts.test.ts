import { expect, test } from '@jest/globals';
import { isSymbolFont, symbolByCode, symbolText } from '../../../documents/signs/symbol-fonts.js';

test('characters of Symbol are the signs that a reader sees, by either of their codes', () => {
  expect(symbolText('abgdDWmpqlS', 'Symbol')).toBe('αβγδΔΩμπθλΣ');
  expect(symbolText('\uF061\uF0B1\uF0A3\uF0B0\uF0D6\uF0AE\uF0A5', 'Symbol')).toBe('α±≤°√→∞');
  expect(symbolText('12 + 3', 'Symbol')).toBe('12 + 3');
  expect(symbolText('漢', 'Symbol')).toBe('漢');
});

test('Wingdings gives checks, boxes and arrows, and a sign for what is in no table', () => {
  const signs = ['F0FE', 'F0A8', 'F0FC', 'F0FB', 'F0E0', 'F0DF', 'F06C', 'F08C'];
  expect(signs.map((code) => symbolByCode(code, 'Wingdings')).join('')).toBe('☑◻✓✗→←●❶');
  expect(symbolByCode('F023', 'Wingdings')).toBe('✁');
  expect(symbolByCode('F035', 'Wingdings')).toBe('▯');
});

test('any other font says what its codes say', () => {
  expect(symbolText('abc', 'Arial')).toBe('abc');
  expect(symbolByCode('03B1', 'Arial')).toBe('α');
  expect(['', 'xyz', 'FFFFFF', 'D800', '0'].map((code) => symbolByCode(code, 'Arial')).join('')).toBe('▯▯');
  expect(['Symbol', 'symbol', 'Wingdings 2', 'Symbol MT'].map(isSymbolFont)).toEqual([true, true, true, true]);
  expect(isSymbolFont('Segoe UI Symbol')).toBe(false);
});
