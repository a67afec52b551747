import { describe, expect, test } from '@jest/globals';
import { evaluateFormula, namesIn, partialResults } from '../../../../domain/quizzes/formula/evaluate.js';
import { FormulaError } from '../../../../domain/quizzes/formula/formula-error.js';

describe('A formula', () => {
  test.each([
    ['2 * 3 * 4', 24],
    ['8 / 4 * 2', 4],
    ['2 * 6 / 3', 4],
    ['1 - 2 + 3', 2],
  ])('of several signs of one rank is read from the left: %s is %d', (formula, value) => {
    expect(evaluateFormula(formula)).toBe(value);
  });

  test.each<[string, (times: number) => string]>([
    ['parentheses', (times) => `${'('.repeat(times)}1${')'.repeat(times)}`],
    ['minus signs', (times) => `${'-'.repeat(times)}1`],
    ['powers', (times) => `${'1^'.repeat(times)}1`],
    ['functions', (times) => `${'abs('.repeat(times)}1${')'.repeat(times)}`],
  ])('has 32 %s within each other at most', (_what, of) => {
    expect(evaluateFormula(of(32))).toBe(1);
    expect(() => evaluateFormula(of(33))).toThrow(new FormulaError('more than 32 parts lie within each other'));
  });

  test('has 300 characters at most', () => {
    expect(evaluateFormula(`1${' '.repeat(299)}`)).toBe(1);
    expect(() => evaluateFormula(`1${' '.repeat(300)}`)).toThrow(new FormulaError('it has over 300 characters'));
  });

  test.each([
    ['1 2', 'something follows that belongs to nothing'],
    ['1 +', 'it ends too early'],
    ['* 3)', '* stands where a number should'],
    ['2 + )', ') stands where a number should'],
    ['(1', 'a parenthesis is not closed'],
    ['max(1)', 'there is no function max'],
    ['2 * side', 'nothing is called side'],
    ['sin', 'nothing is called sin'],
    ['1?2', 'it has something else than numbers, names and signs at 2'],
    ['1  ? 2', 'it has something else than numbers, names and signs at 4'],
    ['?', 'it has something else than numbers, names and signs at 1'],
    ['1/0', 'its value is not a finite number'],
  ])('that has no value says why: %s', (formula, message) => {
    expect(() => evaluateFormula(formula)).toThrow(new FormulaError(message));
  });

  test('tells the names and results within signs and functions, too', () => {
    expect(namesIn('-a + sqrt(b)')).toEqual(['a', 'b']);
    expect(partialResults('-a + sqrt(b)', { a: 1, b: 9 })).toEqual([2, -1, 1, 3, 9]);
  });
});
