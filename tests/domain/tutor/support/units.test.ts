import { describe, expect, test } from '@jest/globals';
import { inFirstUnit, kindOf, signAt } from '../../../../domain/tutor/support/units.js';

describe('what a unit measures', () => {
  test.each([
    ['km', 'length'],
    ['km/h', 'speed'],
    ['century', 'time'],
    ['%', 'share'],
  ])('%s measures %s', (sign, kind) => {
    expect(kindOf(sign)).toBe(kind);
  });

  test.each(['usd', '°C', 'V'])('%s, into which nothing converts, is a kind of its own', (sign) => {
    expect(kindOf(sign)).toBe(sign);
    expect(inFirstUnit(3, sign)).toBe(3);
  });

  test.each([
    [2, 'km', 2000],
    [3, 'wk', 1_814_400],
    [5, '‰', 0.5],
    [36, 'km/h', 10],
  ])('%d %s is %d of the first unit of its kind', (value, sign, expected) => {
    expect(inFirstUnit(value, sign)).toBeCloseTo(expected, 9);
  });
});

describe('the sign of a unit behind a number', () => {
  test.each([
    ['m', 'm', 1],
    [' km long', 'km', 3],
    ['\u00a0kg', 'kg', 3],
    ['\u202fkg', 'kg', 3],
    ['m/s', 'm/s', 3],
    ['m².', 'm2', 2],
    ['µm', 'um', 2],
    ['L of milk', 'l', 1],
    ['kg米', 'kg', 2],
    ['%的', '%', 1],
    ['%x', '%', 1],
    ['$5', 'usd', 1],
  ])('%j begins with %s', (text, sign, length) => {
    expect(signAt(text)).toEqual({ sign, length });
  });

  test.each(['', 'mad', 'kg5', '  km', 'in', 'd', 'года'])('%j begins with none', (text) => {
    expect(signAt(text)).toBeUndefined();
  });
});
