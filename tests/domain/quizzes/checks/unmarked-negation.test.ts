import { expect, test } from '@jest/globals';
import { checkUnmarkedNegation } from '../../../../domain/quizzes/checks/unmarked-negation.js';
import { CONTEXT, fieldsOf, soundOf } from './sound.js';

test.each<[string, string, boolean]>([
  ['in a sentence that does not ask', 'A cell, which is not a wall, has a core. What is in it?', false],
  ['in one sentence that asks', 'Which do not have a core? It is so.', true],
  ['in the second of two', 'What is a cell? Which of these is not one?', true],
  ['in another clause', 'What happens once a cell does not get oxygen?', false],
  ['in Chinese', '下列哪一个不是细胞？', true],
  ['in Chinese, twelve characters on', '哪一二三四五六七八九十百千不是细胞？', true],
  ['in Chinese, thirteen characters on', '哪一二三四五六七八九十百千万不是细胞？', false],
  ['not at all in Chinese', '下列哪一个是细胞？', false],
  ['in Chinese, as an error', '哪一项是错误的？', true],
  ['in Chinese beside a word that has it', '哪一种不饱和脂肪不是油？', true],
  ['in no word of Chinese that has it', '哪种细胞与植物细胞不同，而且不断生长？', false],
  ['in no term', '哪一个是不等式？', false],
  ['in no question for an error', '什么错误使细胞死亡？', false],
  ['in no word of Japanese that has it', 'どの細胞が最も少ないですか？', false],
  ['in no supposition', 'どれが必要かもしれない？', false],
  ['in no accident', '何を誤って飲み込みましたか？', false],
  ['in Japanese as a mistake', 'どれが誤っていますか？', true],
  ['in Japanese without politeness', 'どれが細胞ではないか？', true],
  ['in Japanese before the word that asks', '正しくないものはどれですか？', true],
  ['in Japanese as a mistake before it', '次のうち誤っているものはどれか？', true],
  ['in Japanese of what has a name', '飲めない水は何と呼ばれますか？', false],
  ['in Chinese as no equal', '哪一项不等于四？', true],
  ['in Chinese as what does not break', '下列哪项不断裂？', true],
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

test.each([
  ['Which of these is not a cell?', true],
  ['Which one is **not** a cell?', false],
  ['Which one is __not__ a cell?', false],
  ['Which one is NOT a cell?', false],
  ['Which of all of these here is not a cell?', false],
  ['Which of all these here isn’t a cell?', true],
  ['What happens if it does not rain?', false],
  ['What, and not who, is it?', false],
  ['It does not rain. What grows?', false],
  ['It does not rain, which is bad. What grows?', false],
  ['Nothing is not there which is', false],
  ['Choose what is not a cell', true],
  ['Whichever is not a cell?', false],
  ['Which is nothing like a cell?', false],
])('asks for the exception without a mark: %s: %s', (stem, isFound) => {
  expect(fieldsOf(checkUnmarkedNegation({ ...soundOf('single-choice'), stem }, CONTEXT))).toEqual(
    isFound ? ['stem'] : [],
  );
  expect(fieldsOf(checkUnmarkedNegation({ ...soundOf('short-text'), stem }, CONTEXT))).toEqual([]);
});
