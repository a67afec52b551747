import { describe, expect, test } from '@jest/globals';
import { normalText } from '../../../../domain/quizzes/checks/normal-text.js';
import { isAmong, numbersIn } from '../../../../domain/quizzes/checks/numbers-in.js';
import { phrasesIn } from '../../../../domain/quizzes/checks/phrases.js';
import { isSameOption, measuredIn } from '../../../../domain/quizzes/checks/same-text.js';
import { WORDING } from '../../../../domain/quizzes/checks/wording.js';
import { asciiArithmetic, plainTex, texForNumbers } from '../../../../domain/text/plain-tex.js';
import { texFault } from '../../../../domain/text/tex-fault.js';

describe('phrases', () => {
  test.each([
    ['All are right', 'all|none', ['all']],
    ['overall, small', 'all|none', []],
    ['all, ALL and none', 'all|none', ['all', 'all', 'none']],
    ['none of these', 'none|none of these', ['none of these']],
    ['none of the others', 'none of the other*', ['none of the others']],
    ['is that c++ or c', 'c++', ['c++']],
    ['3+4', '3+', []],
    ['It isn’t so', "isn't", ["isn't"]],
    ['Ça, jamais', 'ça', ['ca']],
    ['这总是对的', '总是|从不', ['总是']],
    ['all2', 'all', []],
  ])('in %j of %s are %j', (text, list, found) => expect(phrasesIn(text, list)).toEqual(found));

  test('of every language are there for every list, none of them empty or twice', () => {
    const faults = Object.entries(WORDING).flatMap(([language, lists]) =>
      Object.entries(lists).flatMap(([list, text]: [string, string]) => {
        const phrases = text.split('|');
        const isSound = phrases.every((one) => one.trim() === one && one !== '');
        return isSound && new Set(phrases).size === phrases.length ? [] : [`${language} ${list}`];
      }),
    );
    expect(faults).toEqual([]);
  });
});

describe('formulas in plain characters', () => {
  test.each([
    ['a cost of 5', 'a cost of 5'],
    ['$\\frac{1}{2}$', '((1)/(2))'],
    ['$\\dfrac12$', '(1/2)'],
    ['$\\tfrac{a}{\\frac{b}{c}}$', '((a)/(((b)/(c))))'],
    ['$\\sqrt{2}$', 'sqrt(2)'],
    ['$x^{10}$ and $x_{12}$', 'x^(10) and x_12'],
    ['$2\\cdot3\\times4\\ast5$', '2*3*4*5'],
    ['$6\\div2$', '6/2'],
    ['$\\left(2\\,\\right)$', ' (2  )'],
    ['$1{,}5$', '1,5'],
    ['50\\%', '50%'],
    ['\\$5', '$5'],
    ['$2\\pi r$', '2pi r'],
    ['$\\Delta$ and $\\cdots$', 'Delta and \\cdots'],
    ['$5\\,\\mathrm{m}$ and $\\text{ of }$', '5 m and  of '],
    ['x^{2}', 'x^(2)'],
  ])('of %s are %s', (text, plain) => expect(plainTex(text)).toBe(plain));

  test.each([
    ['$10^{-3}$', '10^-3'],
    ['$10^{ 3 }$', '10^3'],
    ['$\\frac{3}{4}$', '3/4'],
    ['$\\frac{x}{4}$', '((x)/(4))'],
  ])('of %s are, where numbers are looked for, %s', (text, plain) => expect(texForNumbers(text)).toBe(plain));

  test.each([
    ['10⁻³ + x²', '10^(-3) + x^(2)'],
    ['10⁺⁴⁵⁶⁷⁸⁹⁰¹', '10^(+45678901)'],
    ['2×3·4⋅5∗6', '2*3*4*5*6'],
    ['5−3–1', '5-3-1'],
    ['6÷2', '6/2'],
    ['½ ¼ ¾', '(1/2) (1/4) (3/4)'],
    ['2π', '2pi'],
    ['√2 and √ 16', 'sqrt(2) and sqrt(16)'],
  ])('of %s are in ASCII %s', (text, ascii) => expect(asciiArithmetic(text)).toBe(ascii));
});

describe('numbers of a text', () => {
  test.each([
    ['three of 2x', [3, 2]],
    ['50 %', [50, 0.5]],
    ['$10^{3}$', [1000, 10, 3]],
    ['1.5 m', [1.5]],
    ['none', []],
  ])('in %s are %j', (text, numbers) => {
    expect(new Set(numbersIn(text, 'en'))).toEqual(new Set(numbers));
  });

  test('are among others whatever their sign, and but for what calculating adds', () => {
    expect([isAmong(-5, [5]), isAmong(0.1 + 0.2, [0.3]), isAmong(0, [0])]).toEqual([true, true, true]);
    expect([isAmong(5, [5.001]), isAmong(5, []), isAmong(0, [1e-9]), isAmong(1e-9, [2e-9])]).toEqual([
      ...[false, false, false, false],
    ]);
  });
});

describe('options', () => {
  test.each([
    ['A nucleus', 'a nucleus'],
    [' Nucleus. ', 'nucleus'],
    ['cell-wall', 'cell wall'],
    ['“Cell”', 'cell'],
    ['Cell, wall', 'cell wall'],
    ['Osmosis!', 'OSMOSIS'],
    ['a  b', 'a b'],
    ['ÜBER', 'über'],
  ])('say the same: %s, %s', (one, other) => {
    expect(isSameOption(one, other, 'en')).toBe(true);
    expect(normalText(one)).toBe(normalText(other));
  });

  test.each([
    ['DNA', 'dna'],
    ['mW', 'MW'],
    ['AaBb', 'AABB'],
    ['1.5', '15'],
    ['-5', '5'],
    ['A', 'a'],
    ['5 m', '5 s'],
    ['5 m', '5'],
    ['1 km', '100 m'],
    ['2+2', '5'],
    ['x', '5'],
    ['1000000001', '1000000003'],
  ])('say something else: %s, %s', (one, other) => expect(isSameOption(one, other, 'en')).toBe(false));

  test.each([
    ['0.5', '$\\frac{1}{2}$'],
    ['½', '50 %'],
    ['50%', '0.5'],
    ['1,000', '1000'],
    ['1 000 000', '1e6'],
    ['2 m', '200 cm'],
    ['2 hours', '120 min'],
    ['4.', '2 + 2'],
    ['2π', '2 * pi'],
  ])('are one number: %s, %s', (one, other) => {
    const isTold = one !== '2π';
    expect([isSameOption(one, other, 'en'), isSameOption(other, one, 'en')]).toEqual([isTold, isTold]);
  });

  test('are numbers with what they measure, or none', () => {
    expect(measuredIn('2 km', 'en')).toEqual({ value: 2_000, kind: 'length' });
    expect(measuredIn('3 m²', 'en')).toEqual({ value: 3, kind: 'area' });
    expect(measuredIn('3 m^2', 'en')).toEqual({ value: 3, kind: 'area' });
    expect(measuredIn('2 km²', 'en')).toEqual({ value: 2e6, kind: 'area' });
    expect(measuredIn('2 cm3', 'en')).toEqual({ value: 2e-6, kind: 'space' });
    expect(measuredIn('3²', 'en')).toEqual({ value: 9, kind: undefined });
    expect(measuredIn('5 %', 'en')).toEqual({ value: 0.05, kind: undefined });
    expect(measuredIn('(1+2)', 'en')).toEqual({ value: 3, kind: undefined });
    expect(measuredIn('2 pi', 'en')).toBeUndefined();
    expect(measuredIn('5 blorps', 'en')).toBeUndefined();
    expect(measuredIn('5 m and more', 'en')).toBeUndefined();
    expect(measuredIn('cells', 'en')).toBeUndefined();
    expect(measuredIn('2 Stunden', 'de')).toEqual({ value: 7_200, kind: 'time' });
  });
});

describe('formulas', () => {
  test.each([
    'no formula',
    'it costs \\$5',
    '$x$ and $$y$$',
    '$\\$5$',
    '$\\left( x \\right)$',
    '$\\leftarrow x$',
    '$\\begin{array}{c} 1 \\end{array}$',
    '$\\{ x$',
    '$x^2_1$',
    '$\\letter$',
    `$${'{'.repeat(30)}x${'}'.repeat(30)}$`,
    '$\\sqrt{2}$ and $\\frac12$',
  ])('can be shown: %s', (text) => expect(texFault(text)).toBeUndefined());

  test.each([
    ['a dollar sign stands alone: write \\$', '$5'],
    ['a dollar sign stands alone: write \\$', '$x$ for $5'],
    ['a formula is empty', '$ $'],
    ['a formula is empty', '$$ $$'],
    ...[
      'href',
      'url',
      'includegraphics',
      'htmlClass',
      'def',
      'newcommand',
      'renewcommand',
      'let',
      'gdef',
      'require',
    ].map((name): [string, string] => [`a formula has \\${name}`, `$\\${name}{x}$`]),
    ['the braces of a formula do not pair', '${x$'],
    ['the braces of a formula do not pair', '$}x{$'],
    ['the braces of a formula do not pair', `$${'{'.repeat(31)}x${'}'.repeat(31)}$`],
    ['\\left and \\right do not pair', '$x \\right)$'],
    ['\\begin and \\end do not pair', '$\\begin{array} x$'],
    ['\\begin and \\end do not pair', '$\\begin{array} x \\end{matrix}$'],
    ['something is missing behind a sign', '$x^$'],
    ['something is missing behind a sign', '$x_ $'],
    ['something is missing behind a sign', '$x^^2$'],
    ['something is missing behind a sign', '$a{x_}$'],
    ['something is missing behind a sign', '$\\frac$'],
    ['something is missing behind a sign', '$2\\sqrt $'],
    ['the braces of a formula do not pair', 'fine $x$, and $${x$$'],
  ])('%s: %s', (fault, text) => expect(texFault(text)).toBe(fault));
});
