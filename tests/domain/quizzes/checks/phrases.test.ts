import { describe, expect, test } from '@jest/globals';
import { checkAbsoluteWords } from '../../../../domain/quizzes/checks/absolute-words.js';
import { checkCatchAllOptions } from '../../../../domain/quizzes/checks/catch-all-options.js';
import { phrasesIn } from '../../../../domain/quizzes/checks/phrases.js';
import { CONTEXT, soundOf } from './sound.js';

describe('words that allow no exception', () => {
  test('rule nothing out where one of several right options has them, too', () => {
    const question = {
      ...soundOf('multiple-choice'),
      right: ['Only a core', 'A wall'],
      wrong: ['Always a wall', 'Air'],
    };
    expect(checkAbsoluteWords(question, CONTEXT)).toEqual([]);
    expect(checkAbsoluteWords({ ...question, right: ['A core', 'A wall'] }, CONTEXT)).toEqual([
      { check: 'absolute-words', field: 'wrong[0]', message: '"always" rules it out' },
    ]);
  });
});

test('an option is about others with up to ten characters beside its phrase', () => {
  const question = { ...soundOf('single-choice'), wrong: ['In a wall', 'All of the above sentences'] };
  expect(checkCatchAllOptions(question, CONTEXT)).toEqual([
    { check: 'catch-all-options', field: 'wrong[1]', message: 'it speaks of other options: all of the above' },
  ]);
});

test.each([
  ['这总是对的，从不错', '总是|从不', ['总是', '从不']],
  ['So is (a.b), and not axb.', 'a.b|axb?', ['a.b']],
  ['Überall und über ihm', 'über', ['uber']],
  ['2all all', 'all', ['all']],
])('a text has each phrase as often as it stands there: %s', (text, list, found) => {
  expect(phrasesIn(text, list)).toEqual(found);
});
