import { describe, expect, test } from '@jest/globals';
import { isSameOption, measuredIn, normalText } from '../../../../domain/quizzes/checks/same-text.js';

describe('texts of options', () => {
  test.each([
    ['Sea', 'sea'],
    ['été', 'Été'],
    [' A nucleus', 'a nucleus'],
    ['cellule !', 'cellule'],
    ['« Cellule »', 'cellule'],
    ['“ cell wall ” .', 'Cell wall'],
    ['0.0', '0'],
    ['5 %.', '0.05'],
  ])('say the same: %s, %s', (one, other) => {
    expect([isSameOption(one, other, 'en'), isSameOption(other, one, 'en')]).toEqual([true, true]);
  });

  test.each([
    ['pH', 'Ph'],
    ['AaBb', 'AABb'],
    ['vitamin A or so', 'vitamin a or so'],
    ['DNA of cells', 'dna of cells'],
    ['0.000001', '0.000002'],
    ['5 %.', '5'],
  ])('say something else: %s, %s', (one, other) => {
    expect([isSameOption(one, other, 'en'), isSameOption(other, one, 'en')]).toEqual([false, false]);
  });

  test.each([
    [' A nucleus ', 'a nucleus'],
    ['« Cellule » !', 'cellule'],
    ['The mW and the MW', 'the mW and the MW'],
    ['Vitamin B, of a Cell-wall.', 'vitamin B of a cell wall'],
  ])('%j is compared as %j', (text, normal) => expect(normalText(text)).toBe(normal));
});

test.each([
  ['5. ', 5, undefined],
  ['3 square meters', 3, 'area'],
  ['2 cubic meters', 2, 'space'],
  ['10 meters per second', 10, 'speed'],
  ['2 minutes', 120, 'time'],
])('%j is %d of the kind %s', (text, value, kind) => {
  expect(measuredIn(text, 'en')).toEqual({ value, kind });
});
