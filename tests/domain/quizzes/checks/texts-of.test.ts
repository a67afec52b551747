import { describe, expect, test } from '@jest/globals';
import { allTexts, answerTexts, keyTexts, languageOfQuestion } from '../../../../domain/quizzes/checks/texts-of.js';
import type { DraftQuestion } from '../../../../domain/quizzes/draft-question.js';
import { soundOf } from './sound.js';

describe('what is right, as text', () => {
  test.each<[string, DraftQuestion, string[]]>([
    ['one option', soundOf('single-choice'), ['Free in the cytoplasm']],
    ['the right options alone', soundOf('multiple-choice'), ['A nucleus', 'Mitochondria']],
    ['a number with its unit', soundOf('numeric'), ['600 cm^2']],
    ['a number without a unit', { ...soundOf('numeric'), value: 0.5, unit: null }, ['0.5']],
    ['nothing for a statement', soundOf('true-false'), []],
    [
      'all that is accepted',
      { ...soundOf('short-text'), accepted: ['osmosis', 'the osmosis'] },
      ['osmosis', 'the osmosis'],
    ],
    ['items in their order', { ...soundOf('ordering'), items: ['b', 'a', 'c'] }, ['b', 'a', 'c']],
  ])('is %s', (_, question, texts) => expect(keyTexts(question)).toEqual(texts));
});

test('every text of a question has its place', () => {
  const pairs: [string, string][] = [
    ['Iron', 'Fe'],
    ['Tin', 'Sn'],
  ];
  const matching: DraftQuestion = { ...soundOf('matching'), pairs, stem: 'Match them.', explanation: 'So it is.' };
  expect(allTexts(matching)).toEqual([
    { field: 'stem', text: 'Match them.' },
    { field: 'pairs[0][0]', text: 'Iron' },
    { field: 'pairs[0][1]', text: 'Fe' },
    { field: 'pairs[1][0]', text: 'Tin' },
    { field: 'pairs[1][1]', text: 'Sn' },
    { field: 'explanation', text: 'So it is.' },
  ]);
  expect(answerTexts(soundOf('numeric'))).toEqual([]);
});

test.each<[string, string, string]>([
  ['Wo liegt der Kern des Atoms?', 'Er liegt in der Mitte.', 'de'],
  ['Photonen und', 'Elektronen', 'de'],
  ['Photons', 'Electrons', 'en'],
  ['Что это такое?', 'Это клетка.', 'ru'],
])('a question is in the language of its stem and explanation: %s, %s: %s', (stem, explanation, language) => {
  expect(languageOfQuestion({ ...soundOf('short-text'), stem, explanation }, 'en')).toBe(language);
});
