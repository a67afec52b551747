import { describe, expect, test } from '@jest/globals';
import { asciiArithmetic, plainTex, texForNumbers } from '../../../domain/text/plain-tex.js';

describe('formulas in plain characters', () => {
  test.each([
    ['dollar signs go', 'From $a$ to $$b$$', 'From a to b'],
    ['an escaped dollar sign stays as one', 'for \\$5 or $x$', 'for $5 or x'],
    ['fractions are quotients', '$\\frac{1}{2}$ and $\\dfrac34$', '((1)/(2)) and (3/4)'],
    ['fractions within each other are too', '$\\frac{a}{\\tfrac{b}{c}}$', '((a)/(((b)/(c))))'],
    ['roots are named', '$\\sqrt{x + 1}$', 'sqrt(x + 1)'],
    ['powers and indexes lose their braces', '$x^{10} + y_{12}$', 'x^(10) + y_12'],
    ['a power outside of a formula does as well', 'x^{2}', 'x^(2)'],
    ['words and units stay', '$5\\,\\mathrm{m} = \\text{five meters}$', '5 m = five meters'],
    ['signs of arithmetic are those of a keyboard', '$2\\cdot 3\\times 4\\div 5$', '2* 3* 4/ 5'],
    ['a comma in braces is one of decimals', '$1{,}5\\%$', '1,5%'],
    ['Greek letters are named', '$2\\pi r + \\Delta$', '2pi r + Delta'],
    ['arrows are no brackets', '$\\left(a\\right)\\rightarrow b\\quad c$', ' (a )\\rightarrow b  c'],
    ['other commands stay', '$1, \\cdots, \\pitchfork$', '1, \\cdots, \\pitchfork'],
    ['nothing but a dollar sign leaves nothing', '$', ''],
  ])('%s: %j', (_, text, plain) => expect(plainTex(text)).toBe(plain));

  test.each(['It costs 5 euros.', 'file_{name}', 'a set of {,} signs', ''])(
    'a text without any sign of a formula stays as it is: %j',
    (text) => expect(plainTex(text)).toBe(text),
  );
});

describe('where numbers are looked for', () => {
  test.each([
    ['10^{3}', '10^3'],
    ['$10^{12}$', '10^12'],
    ['$10^{-3}$', '10^-3'],
    ['$10^{−12}$', '10^−12'],
    ['$10^{+6}$', '10^+6'],
    ['$10^{ 3}$', '10^3'],
    ['$10^{3 }$', '10^3'],
    ['$2^{3}$ and $2^{4}$', '2^3 and 2^4'],
  ])('the power of %s is in one piece: %s', (text, plain) => expect(texForNumbers(text)).toBe(plain));

  test.each([
    ['$\\frac{3}{4}$', '3/4'],
    ['$\\frac{12}{345}$ and $\\frac{1}{2}$', '12/345 and 1/2'],
  ])('the fraction %s is one of numbers: %s', (text, plain) => expect(texForNumbers(text)).toBe(plain));

  test.each([
    ['$x^{n}$', 'x^(n)'],
    ['$x^{2n}$', 'x^(2n)'],
    ['$\\frac{x}{4}$', '((x)/(4))'],
    ['$\\frac{4}{x}$', '((4)/(x))'],
  ])('letters in %s leave the parentheses: %s', (text, plain) => expect(texForNumbers(text)).toBe(plain));
});

test.each([
  ['raised figures', '10⁻³ + x²', '10^(-3) + x^(2)'],
  ['every raised figure and sign', '2⁺⁰¹²³⁴⁵⁶⁷⁸⁹', '2^(+0123456789)'],
  ['dots and crosses', '2×3·4⋅5∗6', '2*3*4*5*6'],
  ['long dashes', '5−3–1', '5-3-1'],
  ['the sign of division', '6÷2', '6/2'],
  ['fractions of one character', '1½ ¼ ¾', '1(1/2) (1/4) (3/4)'],
  ['the number pi', '2π', '2pi'],
  ['roots of numbers', '√2 and √ 16', 'sqrt(2) and sqrt(16)'],
  ['no roots of letters', '√x', '√x'],
  ['what is in ASCII', '2*3 - 4/5 = x^2', '2*3 - 4/5 = x^2'],
])('arithmetic in ASCII has %s: %s', (_, text, ascii) => expect(asciiArithmetic(text)).toBe(ascii));
