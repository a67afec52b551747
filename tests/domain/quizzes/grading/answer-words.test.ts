import { expect, test } from '@jest/globals';
import { answerWords } from '../../../../domain/quizzes/grading/answer-words.js';

test.each<[string, string[]]>([
  ['natural-selection', ['natural', 'selection']],
  ['carbon–14', ['carbon', '14']],
  ['snake_case', ['snake', 'case']],
  ['osmosis;diffusion', ['osmosis', 'diffusion']],
  ["l'eau", ['l', 'eau']],
  ['cells, tissues.', ['cells', 'tissues']],
  ['the  Nucleus', ['nucleus']],
  ['an apple', ['apple']],
  ['a', ['a']],
  ['theory', ['theory']],
  ['Straße', ['strasse']],
  ['Łódź', ['lodz']],
  ['1,5', ['1.5']],
  ['−5', ['-5']],
  ['Na+', ['na+']],
  ['?!', []],
])('the words of %j are %j', (text, words) => {
  expect(answerWords(text)).toEqual(words);
});
