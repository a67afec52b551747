import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evaluateFormula, namesIn, partialResults } from '../../../domain/quizzes/formula/evaluate.js';
import { FormulaError } from '../../../domain/quizzes/formula/formula-error.js';
import { growthOf, IN_PROPORTION } from '../../support/growth.js';

describe('A formula', () => {
  test.each([
    ['2 + 3 * 4', 14],
    ['(2 + 3) * 4', 20],
    ['2^3^2', 512],
    ['-2^2', -4],
    ['2^-1', 0.5],
    ['--3', 3],
    ['8 / 4 / 2', 1],
    ['7 - 2 - 1', 4],
    ['1.5e3 + 2E-1', 1500.2],
    ['sqrt(9) + abs(-4)', 7],
    ['ln(exp(2)) + log10(1000)', 5],
    ['sin(pi / 2) + cos(0) + tan(0)', 2],
    ['  6*side^2 ', 600],
    ['v_0 + Δx', 7],
  ])('%s is %d', (formula, value) => {
    expect(evaluateFormula(formula, { side: 10, v_0: 3, Δx: 4 })).toBeCloseTo(value, 12);
  });

  test.each([
    '',
    ' ',
    '1 +',
    '(1',
    '1)',
    '()',
    '2x',
    '2 3',
    '1..2',
    '.5',
    'sqrt',
    'sqrt 4',
    'sqrt(1, 2)',
    'max(1)',
    'process.exit()',
    'constructor',
    'constructor(1)',
    '__proto__',
    'toString(1)',
    'hasOwnProperty',
    'this',
    'a=1',
    '1;2',
    '[1]',
    '`1`',
    '1 ** 2',
    '1 % 2',
    '0x10',
    '1e999',
    '1/0',
    '0/0',
    'ln(0)',
    'sqrt(-1)',
    '10^400',
    '٣',
    '−5',
    '1\u0000',
    '('.repeat(200),
    `${'-'.repeat(200)}1`,
    `${'2^'.repeat(100)}2`,
    `${'1+'.repeat(10_000)}1`,
    `${'sqrt('.repeat(60)}1${')'.repeat(60)}`,
    'a'.repeat(1_000_000),
    ' '.repeat(1_000_000),
  ])('is refused where it has no value: %.40s', (formula) => {
    expect(() => evaluateFormula(formula, {})).toThrow(FormulaError);
  });

  test.each(['(', '-', '2^', '1+', 'sqrt(', 'a', ' '])('of %s over and over is refused in no more time', (piece) => {
    const refuse = (times: number) => expect(() => evaluateFormula(piece.repeat(times), {})).toThrow(FormulaError);
    expect(growthOf(refuse, 100_000)).toBeLessThan(IN_PROPORTION);
  });

  test('takes no other meaning of pi and of functions', () => {
    expect(evaluateFormula('pi', { pi: 3 })).toBe(Math.PI);
    expect(() => evaluateFormula('sin', { sin: 1 })).toThrow(FormulaError);
  });

  test('tells its names and what comes out on the way', () => {
    expect(namesIn('a * (b + a) / pi')).toEqual(['a', 'b', 'pi']);
    expect(partialResults('6 * side^2', { side: 10 })).toEqual([600, 6, 100, 10, 2]);
  });

  const number = fc.double({ min: 0, max: 1e6, noNaN: true }).map((one) => Number(one.toFixed(4)));
  const { expression } = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      number.map((one) => (String(one).includes('e') ? '1' : String(one))),
      fc
        .tuple(tie('expression'), fc.constantFrom('+', '-', '*', '/'), tie('expression'))
        .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
      fc.tuple(tie('expression'), fc.nat(3)).map(([base, power]) => `(${base})^${power}`),
      tie('expression').map((inner) => `-(${inner})`),
      fc
        .tuple(fc.constantFrom('sqrt', 'abs', 'ln', 'log10', 'exp', 'sin', 'cos', 'tan'), tie('expression'))
        .map(([name, inner]) => `${name}(${inner})`),
    ),
  }));

  test('has the value that JavaScript gives it', () => {
    fc.assert(
      fc.property(
        expression.filter((formula) => formula.length <= 300),
        (formula) => {
          const script = formula
            .replaceAll('^', '**')
            .replace(/\b(sqrt|abs|log10|exp|sin|cos|tan)\(/g, 'Math.$1(')
            .replace(/\bln\(/g, 'Math.log(');
          const value: unknown = new Function(`return ${script.replaceAll('-(', '-1 * (')};`)();
          const own = () => evaluateFormula(formula, {});
          if (typeof value === 'number' && Number.isFinite(value) && isFiniteOnTheWay(own)) expect(own()).toBe(value);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('gives a number or says why, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[-+*/^() \da-e.]*$/)), (formula) => {
        try {
          expect(Number.isFinite(evaluateFormula(formula, { a: 1 }))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(FormulaError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

/** JavaScript goes on with infinity, where a formula ends. */
function isFiniteOnTheWay(evaluate: () => number): boolean {
  try {
    return Number.isFinite(evaluate());
  } catch (error) {
    if (error instanceof FormulaError && error.message.includes('finite')) return false;
    throw error;
  }
}
