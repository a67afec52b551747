import { describe, expect, test } from '@jest/globals';
import { normalText } from '../../../../domain/quizzes/checks/normal-text.js';
import { isSameOption, measuredIn } from '../../../../domain/quizzes/checks/same-text.js';
import { LANGUAGES } from '../../../../domain/tutor/support/languages/index.js';
import type { LanguageCode } from '../../../../domain/tutor/support/languages/language-data.js';

const LANGUAGE_CODES = Object.keys(LANGUAGES) as LanguageCode[];
/** Languages in which one of them takes the two for the same, in whatever order. */
const languagesOf = (one: string, other: string): LanguageCode[] =>
  LANGUAGE_CODES.filter((language) => isSameOption(one, other, language) || isSameOption(other, one, language));

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
    ['In a cell', 'in a cell'],
    ['Yes', 'yes'],
    ['Cell!', 'cell'],
    ['l’eau', "l'eau"],
    ["the 'wall' of a cell", 'The “wall” of a cell'],
    ['"the \'wall\' of a cell"', 'the wall of a cell'],
    ['f′(x)', "f'(x)"],
    ['f″(x)', 'f"(x)'],
    ["f''", 'f"'],
    ['5!.', '5!'],
    ["``cell''", 'cell'],
    ['$\\frac{1}{2}$ Liter', '$\\frac{1}{2}$ liter'],
    ['Is it 5? It is', 'is it 5? it is'],
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
    ['Aa', 'aa'],
    ['Aa and aa', 'aa and aa'],
    ['AABBCC', 'aabbcc'],
    ['Mg', 'mg'],
    ['5 mg', '5 Mg'],
    ['5 mm', '5 Mm'],
    ['CoCl₂', 'COCl₂'],
    ['Co2', 'CO2'],
    ['f(x)', "f'(x)"],
    ["f'(x)", "f''(x)"],
    ["f'(x)", 'f"(x)'],
    ["y' = 2", 'y = 2'],
    ["y'' + y' = 0", "y' + y = 0"],
    ['y’’ + y’ = 0', 'y’ + y = 0'],
    ["f''g + fg''", "f'g + fg'"],
    ["$x_{1}'$", '$x_{1}$'],
    ['$\\Delta H$', '$\\delta H$'],
    ["A'B'", 'AB'],
    ["5'", '5"'],
    ["5'", '5'],
    ["'f(x)'", "'f'(x)'"],
    ['n!', 'n'],
    ['5!', '5'],
    ['5!!', '5!'],
    ['(n-1)!', '(n-1)'],
    ['n!, k', 'n, k'],
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

const COMMA: LanguageCode[] = ['de', 'es', 'fr', 'pt', 'ru'];
const POINT: LanguageCode[] = LANGUAGE_CODES.filter((language) => !COMMA.includes(language));

describe('numbers are read as their language writes them', () => {
  test.each([
    ['1,5 km', '1500 m'],
    ['0,5 m', '50 cm'],
    ['2,50 m', '2,5 m'],
    ['2,5 %', '0,025'],
    ['0,5', '1/2'],
    ['1,5 + 0,5', '2'],
    ['1.000', '1000'],
    ['1.234,5', '1234,5'],
    ['1.000.000', '1000000'],
    ['0,125', '1/8'],
    ['1,234', '1.2340'],
  ])('with a comma before decimals %s and %s are the same', (one, other) =>
    expect(languagesOf(one, other)).toEqual(expect.arrayContaining(COMMA)),
  );

  test.each([
    ['0,125', '125'],
    ['1,000', '1000'],
    ['1.000', '1'],
    ['1,2,3', '123'],
    ['1.2.3', '123'],
    ['1,5', '15'],
  ])('with a comma before decimals %s and %s are not', (one, other) =>
    expect(languagesOf(one, other).filter((language) => COMMA.includes(language))).toEqual([]),
  );

  test.each([
    ['1,000', '1000'],
    ['1.000', '1'],
    ['1,234.5', '1234.5'],
    ['1,000,000', '1e6'],
  ])('with a point before them %s and %s are', (one, other) =>
    expect(languagesOf(one, other)).toEqual(expect.arrayContaining(POINT)),
  );

  test('no thousands begin with 0', () => expect(languagesOf('0,125', '125')).toEqual([]));

  test.each([
    ['５', '5'],
    ['٥', '5'],
    ['५ km', '5000 m'],
    ['１２％', '0.12'],
    ['٢٥٪', '25 %'],
    ['٢٫٥', '5/2'],
    ['H2O', 'H₂O'],
    ['C6H12O6', 'C₆H₁₂O₆'],
    ['x^2', 'x²'],
    ['x^{2}', 'x²'],
    ['$x^{10}$', '$x^{10}$ '],
    ['SO4^2-', 'SO₄²⁻'],
    ['x^-1', 'x⁻¹'],
    ['5 μm', '5 µm'],
    ['5 m²', '5 m^2'],
  ])('in every language %s and %s are the same', (one, other) =>
    expect(languagesOf(one, other)).toEqual(LANGUAGE_CODES),
  );

  test.each([
    ['x^2', 'x2'],
    ['10²', '102'],
    ['101₂', '1012'],
    ['log₂8', 'log28'],
    ['xⁿ', 'xn'],
    ['x^(a+b)', 'x^a+b'],
    ['①', '1'],
    ['5 m²', '5 m'],
    ['1½', '11/2'],
  ])('in none %s and %s are', (one, other) => expect(languagesOf(one, other)).toEqual([]));
});
