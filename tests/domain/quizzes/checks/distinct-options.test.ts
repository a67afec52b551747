import { expect, test } from '@jest/globals';
import { checkDistinctOptions } from '../../../../domain/quizzes/checks/distinct-options.js';
import type { DraftQuestion } from '../../../../domain/quizzes/draft-question.js';
import { CONTEXT, soundOf } from './sound.js';

const [single, multiple] = [soundOf('single-choice'), soundOf('multiple-choice')];
const matching = (...pairs: [string, string][]): DraftQuestion => ({ ...soundOf('matching'), pairs });

test.each<[string, DraftQuestion, [string, string][]]>([
  ['a wrong option twice', { ...single, right: '7', wrong: ['4', '5', '2+2'] }, [['wrong[2]', 'wrong[0]']]],
  [
    'a wrong option thrice',
    { ...single, right: '7', wrong: ['4', '2+2', '4.0'] },
    [
      ['wrong[1]', 'wrong[0]'],
      ['wrong[2]', 'wrong[0]'],
    ],
  ],
  ['a right option twice', { ...multiple, right: ['a cell', 'A cell'], wrong: ['5', '6'] }, [['right[1]', 'right[0]']]],
  ['the key among the wrong, which is another flaw', { ...single, right: '4', wrong: ['2+2', '5', '6'] }, []],
  ['a right one among the wrong, which is another flaw', { ...multiple, right: ['4', '7'], wrong: ['2+2', '5'] }, []],
  ['a prompt twice', matching(['Iron', 'Fe'], ['iron', 'Sn'], ['Tin', 'Au']), [['pairs[1][0]', 'pairs[0][0]']]],
  ['an end twice', matching(['Iron', '4'], ['Tin', '5'], ['Gold', '2+2']), [['pairs[2][1]', 'pairs[0][1]']]],
  ['a prompt that is an end of another', matching(['Iron', 'Tin'], ['Tin', 'Gold'], ['Lead', 'Iron']), []],
  [
    'a prompt and an end twice',
    matching(['Iron', 'Fe'], ['iron', 'Sn'], ['Tin', 'Sn']),
    [
      ['pairs[1][0]', 'pairs[0][0]'],
      ['pairs[2][1]', 'pairs[1][1]'],
    ],
  ],
  ['an item twice', { ...soundOf('ordering'), items: ['1 km', '5 m', '1000 m'] }, [['items[2]', 'items[0]']]],
  ['an answer twice', { ...soundOf('short-text'), accepted: ['a', '½', '0.5'] }, [['accepted[2]', 'accepted[1]']]],
  ['nothing to choose', soundOf('numeric'), []],
])('what is there twice is found: %s', (_, question, twice) => {
  expect(checkDistinctOptions(question, CONTEXT)).toEqual(
    twice.map(([field, first]) => ({ check: 'distinct-options', field, message: `it says the same as ${first}` })),
  );
});
