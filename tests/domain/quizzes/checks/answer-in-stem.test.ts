import { describe, expect, test } from '@jest/globals';
import { checkAnswerInStem } from '../../../../domain/quizzes/checks/answer-in-stem.js';
import { CONTEXT, fieldsOf, soundOf } from './sound.js';

const single = soundOf('single-choice');
const short = soundOf('short-text');

describe('the answer in its stem', () => {
  test.each<[string, string, string[], string[]]>([
    ['What do cells of roots have?', 'roots', ['leaves'], ['right']],
    ['What do parts of root have?', 'a root', ['a leaf'], []],
    ['What has the stems?', 'a stem', ['a stem of it', 'leaf'], []],
    ['What has the stems?', 'the stems', ['other stems', 'leaf'], []],
    ['Which of these is there?', 'these things', ['other parts'], []],
    ['What has its membranes?', 'one membrane', ['one wall'], ['right']],
  ])('leads from %s to %s, and not to %j: %j', (stem, right, wrong, fields) => {
    expect(fieldsOf(checkAnswerInStem({ ...single, stem, right, wrong }, CONTEXT))).toEqual(fields);
  });

  test.each<[string, string[], string[]]>([
    ['What is osmosis called?', ['Osmosis'], ['accepted[0]']],
    ['What is osmosis called?', ['diffusion', 'osmosis'], ['accepted[1]']],
    ['What is osmosis called?', ['reverse osmosis', 'osmos'], []],
    ['What is the 2 of 12?', ['12'], ['accepted[0]']],
    ['What is it?', ['+'], []],
  ])('in %s tells these of %j that are to be written: %j', (stem, accepted, fields) => {
    expect(fieldsOf(checkAnswerInStem({ ...short, stem, accepted }, CONTEXT))).toEqual(fields);
  });
});
