import { expect, test } from '@jest/globals';
import { checkNumericKey } from '../../../../domain/quizzes/checks/numeric-key.js';
import type { DraftQuestion } from '../../../../domain/quizzes/draft-question.js';
import { CONTEXT, soundOf } from './sound.js';

test.each<[string, Partial<Extract<DraftQuestion, { kind: 'numeric' }>>, string, string]>([
  ['no number', { value: Number.NaN }, 'value', 'must be a finite number'],
  ['no end', { value: Number.POSITIVE_INFINITY }, 'value', 'must be a finite number'],
  ['another value', { value: 660 }, 'value', 'the formula gives 600'],
  ['a number from nowhere', { values: { side: 12 } }, 'values.side', '12 is in neither stem nor quote'],
  ['a value that is not used', { formula: '600' }, 'values.side', 'the formula does not use it'],
  ['an unknown name', { formula: '6 * edge^2' }, 'formula', 'nothing is called edge'],
  ['a formula without its end', { formula: '6 *' }, 'formula', 'it ends too early'],
])('the key of a calculation is refused with its reason: %s', (_, over, field, message) => {
  expect(checkNumericKey({ ...soundOf('numeric'), ...over }, CONTEXT)).toEqual([
    { check: 'numeric-key', field, message },
  ]);
});

test('the key of another kind has no formula to follow', () => {
  expect(checkNumericKey(soundOf('short-text'), CONTEXT)).toEqual([]);
});
