import { expect, test } from '@jest/globals';
import { checkUnmarkedNegation } from '../../../../domain/quizzes/checks/unmarked-negation.js';
import { CONTEXT, soundOf } from './sound.js';

test.each<[string, string, boolean]>([
  ['in a sentence that does not ask', 'A cell, which is not a wall, has a core. What is in it?', false],
  ['in one sentence that asks', 'Which do not have a core? It is so.', true],
  ['in the second of two', 'What is a cell? Which of these is not one?', true],
  ['in another clause', 'What happens once a cell does not get oxygen?', false],
  ['in Chinese', '下列哪一个不是细胞？', true],
  ['in Chinese, twelve characters on', '哪一二三四五六七八九十百千不是细胞？', true],
  ['in Chinese, thirteen characters on', '哪一二三四五六七八九十百千万不是细胞？', false],
  ['not at all in Chinese', '下列哪一个是细胞？', false],
  ['in Japanese', '細胞を持ってどれが正しくないですか？', true],
])('what asks for the exception stands %s: %s', (_, stem, isFound) => {
  const explanation = /[a-z]/.test(stem) ? 'Only plant cells have some.' : '细胞没有核。';
  const flaw = {
    check: 'unmarked-negation',
    field: 'stem',
    message: 'the word that asks for the exception is not marked',
  };
  for (const kind of ['single-choice', 'multiple-choice'] as const)
    expect(checkUnmarkedNegation({ ...soundOf(kind), stem, explanation }, CONTEXT)).toEqual(isFound ? [flaw] : []);
});
