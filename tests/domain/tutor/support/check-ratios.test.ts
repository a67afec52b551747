import { expect, test } from '@jest/globals';
import { checkRatios } from '../../../../domain/tutor/support/check-ratios.js';
import { lexiconOf } from '../../../../domain/tutor/support/lexicon.js';
import { readText } from '../../../../domain/tutor/support/read-text.js';
import { issueOf, supportOf } from './support-of.js';

const read = (text: string) => readText(text, lexiconOf('en'));
const check = (sentence: string, stated: string) => checkRatios(read(sentence), read(stated))?.text;

test('a ratio that is turned round does not follow', () => {
  const sentence = 'The ratio is 3:1 in the second generation of peas.';
  expect(issueOf(supportOf(sentence, sentence.replace('3:1', '1:3')))).toBe('number');
});

test.each([
  ['The ratio is 3:1.', 'The ratio is 1:3.', '3:1'],
  ['The ratio is 3 : 1.', 'The ratio is 1:3.', '3 : 1'],
  ['Mix it 2.5:1 with water.', 'Mix it 1:2.5 with water.', '2.5:1'],
  ['Mix it 10:1 with water.', 'Mix it 1:10 with water.', '10:1'],
  ['Mix it 1:10 with water.', 'Mix it 10:1 with water.', '1:10'],
  ['The ratio is ٣:١.', 'The ratio is 1:3.', '3:1'],
])('%s of %s is turned: %s', (sentence, stated, text) => expect(check(sentence, stated)).toBe(text));

test.each([
  ['The ratio is 3:1.', 'The ratio is 3:1.'],
  ['The ratio is 3:1.', 'The ratio is 3:1 here and 1:3 there.'],
  ['The ratio is 1:1.', 'The ratio is 1:1.'],
  ['The ratio is 3:1.', 'The ratio is 3 to 1.'],
  ['The ratio is 3:1:1.', 'The ratio is 1:1:3.'],
  ['The train leaves at 10:12.', 'The train leaves at 12:10.'],
  ['Tall and short plants are 3:1.', 'Short and tall plants are 1:3.'],
  ['France lost 1:3.', 'It is in France that they won 3:1.'],
])('nothing is said of %s of %s', (sentence, stated) => expect(check(sentence, stated)).toBeUndefined());
