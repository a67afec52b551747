import { describe, expect, test } from '@jest/globals';
import { checkNumericKey } from '../../../../domain/quizzes/checks/numeric-key.js';
import type { DraftQuestion } from '../../../../domain/quizzes/draft-question.js';
import { CONTEXT, fieldsOf, soundOf } from './sound.js';

describe('the key of a calculation', () => {
  const found = (over: Partial<Extract<DraftQuestion, { kind: 'numeric' }>>) =>
    fieldsOf(checkNumericKey({ ...soundOf('numeric'), ...over }, CONTEXT));
  const tolerance = (absolute: number, relative: number) => ({ absolute, relative });

  test.each<[string, Partial<Extract<DraftQuestion, { kind: 'numeric' }>>, string, string]>([
    ['no number', { value: Number.NaN }, 'value', 'must be a finite number'],
    ['no end', { value: Number.POSITIVE_INFINITY }, 'value', 'must be a finite number'],
    ['another value', { value: 660 }, 'value', 'the formula gives 600'],
    ['a number from nowhere', { values: { side: 12 } }, 'values.side', '12 is in neither stem nor quote'],
    ['a value that is not used', { formula: '600' }, 'values.side', 'the formula does not use it'],
    ['an unknown name', { formula: '6 * edge^2' }, 'formula', 'nothing is called edge'],
    ['a formula without its end', { formula: '6 *' }, 'formula', 'it ends too early'],
  ])('is refused with its reason: %s', (_, over, field, message) => {
    expect(checkNumericKey({ ...soundOf('numeric'), ...over }, CONTEXT)).toEqual([
      { check: 'numeric-key', field, message },
    ]);
  });

  test('has no formula to follow where the question is of another kind', () => {
    expect(checkNumericKey(soundOf('short-text'), CONTEXT)).toEqual([]);
  });

  test('lies within its tolerance, whichever is larger', () => {
    expect(found({ value: 605, tolerance: tolerance(5, 0) })).toEqual([]);
    expect(found({ value: 605.1, tolerance: tolerance(5, 0) })).toEqual(['value']);
    expect(found({ value: 625, tolerance: tolerance(1, 0.04) })).toEqual([]);
    expect(found({ value: 626, tolerance: tolerance(1, 0.04) })).toEqual(['value']);
    expect(found({ value: 600.0000001, tolerance: tolerance(0, 0) })).toEqual([]);
    expect(found({ value: 600.00001, tolerance: tolerance(0, 0) })).toEqual(['value']);
    expect(found({ value: -600, formula: '0 - 6 * side^2', tolerance: tolerance(0, 0) })).toEqual([]);
  });

  test('needs each of its values told', () => {
    expect(found({ values: { side: 10, edge: 12, face: 13 } })).toEqual(['values.edge', 'values.face']);
  });
});
