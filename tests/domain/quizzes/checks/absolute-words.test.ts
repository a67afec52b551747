import { describe, expect, test } from '@jest/globals';
import { checkAbsoluteWords } from '../../../../domain/quizzes/checks/absolute-words.js';
import { CONTEXT, fieldsOf, soundOf } from './sound.js';

const single = soundOf('single-choice');

describe('an absolute word', () => {
  test('rules out the wrong options that have it, unless a right one has it, too', () => {
    const found = (right: string, ...wrong: string[]) =>
      checkAbsoluteWords({ ...single, right, wrong }, CONTEXT).map(({ field, message }) => [field, message]);
    expect(found('In a cell', 'Always in it', 'In a wall', 'Never in it')).toEqual([
      ['wrong[0]', '"always" rules it out'],
      ['wrong[2]', '"never" rules it out'],
    ]);
    expect(found('Only in a cell', 'Always in it', 'In a wall')).toEqual([]);
    expect(found('In a cell', 'In a small wall', 'In a wall')).toEqual([]);
  });

  test.each<[string, string, boolean]>([
    ['细胞的什么在水中？', '它的绝对值', false],
    ['细胞的什么在水中？', '它总是在水中', true],
    ['細胞の何が水にありますか？', '非常に大きな核', false],
    ['細胞の何が水にありますか？', '常に大きな核', true],
  ])('is not part of another in scripts without spaces: %s: %s: %s', (stem, option, isFound) => {
    const question = { ...single, stem, explanation: stem, right: '核', wrong: [option, '水'] };
    expect(fieldsOf(checkAbsoluteWords(question, CONTEXT))).toEqual(isFound ? ['wrong[0]'] : []);
  });
});
