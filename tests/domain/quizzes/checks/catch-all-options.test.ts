import { expect, test } from '@jest/globals';
import { checkCatchAllOptions } from '../../../../domain/quizzes/checks/catch-all-options.js';
import { CONTEXT, fieldsOf, soundOf } from './sound.js';

const single = soundOf('single-choice');

test.each([
  ['All of the above', true],
  ['Both A and B', true],
  ['A and B', true],
  ['a and b', false],
  ['a and B', false],
  ['All of the above answers', true],
  ['All of the above statements', true],
  ['None of the above is correct', true],
  ['All of the above answers here', false],
  ['None of these bacteria have one', false],
  ['A and B are', true],
  ['   ', true],
  ['?!', true],
  ['All of it', false],
])('an option is one about others: %s: %s', (option, isFound) => {
  const question = { ...single, wrong: ['In a wall', option] };
  expect(fieldsOf(checkCatchAllOptions(question, CONTEXT))).toEqual(isFound ? ['wrong[1]'] : []);
});
