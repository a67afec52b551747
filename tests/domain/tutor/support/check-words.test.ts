import { describe, expect, test } from '@jest/globals';
import { matchWords } from '../../../../domain/tutor/support/check-words.js';
import type { LanguageCode } from '../../../../domain/tutor/support/languages/language-data.js';
import { lexiconOf } from '../../../../domain/tutor/support/lexicon.js';
import { readText } from '../../../../domain/tutor/support/read-text.js';

const match = (sentence: string, quote: string, { around = quote, language = 'en' as LanguageCode } = {}) => {
  const [claim, cited, whole] = [sentence, quote, around].map((text) => readText(text, lexiconOf(language)));
  if (!claim || !cited || !whole) throw new Error('three texts are read');
  return matchWords(claim, { quote: cited, around: whole, context: { words: [] } });
};

describe('a word that is another one', () => {
  test.each([
    ['Glaciers carry stones along valleys during summer and frozen puddles.', 'frozen'],
    ['Glaciers carry stones along valleys during summer and two frozen puddles.', undefined],
  ])('is told from 70 %% of copied words on: %s', (sentence, expected) => {
    const { changed } = match(sentence, 'Glaciers carry stones along valleys during summer.');
    expect(changed?.text).toBe(expected);
  });

  const QUOTE = 'Lateral moraines lie along its sides';
  const AROUND = `${QUOTE}, while terminal moraines mark its end.`;

  test('is told where it stands near the quote and takes the place of one that is nowhere', () => {
    const { wrong, changed, covered } = match('Terminal moraines lie along its sides.', QUOTE, { around: AROUND });
    expect([wrong, changed, covered]).toEqual([undefined, { kind: 'words', text: 'Terminal' }, 1]);
  });

  test.each([
    ['nothing is lost', 'Lateral terminal moraines lie along its sides.'],
    ['a word of grammar is lost', 'Lateral moraines lie along terminal sides.'],
    ['the word stands elsewhere', 'Terminal moraines lie along its lateral sides.'],
    ['too little is copied', 'Terminal moraines mark its end.'],
  ])('is not told where %s', (_, sentence) => {
    expect(match(sentence, QUOTE, { around: AROUND }).changed).toBeUndefined();
  });
});

describe('a name', () => {
  test.each<[string, string, string | undefined]>([
    ['It is the tower of Basel.', 'It is the tower of Bern.', 'Basel'],
    ['The ice of the Alpine valleys melts.', 'The ice of the Alps and their valleys melts.', undefined],
    ['The walls are Roman.', 'The walls of Rome still stand.', undefined],
    ['The wedding is Jewish.', 'At the wedding a Jew breaks a glass.', undefined],
    ['The prize went to Kai.', 'The prize went to Kay.', 'Kai'],
    ['The prize went to Carson.', 'The prize went to Caron.', 'Carson'],
  ])('stands in the quoted sentence as it is or with another ending: %s', (sentence, quote, name) => {
    expect(match(sentence, quote).wrong).toEqual(name && { kind: 'name', text: name });
  });

  test('is not told from other nouns in German', () => {
    const { wrong, covered } = match('Das ist der Turm von Basel.', 'Das ist der Turm von Bern.', { language: 'de' });
    expect([wrong, covered]).toEqual([undefined, 0.5]);
  });
});

test.each<[string, string, string | undefined]>([
  ['The tower is higher.', 'The tower is lower.', 'higher'],
  ['The tower is higher than the dome.', 'The tower is lower.', 'higher'],
  ['The tower is higher.', 'The tower is lower than the dome.', 'higher'],
  ['The tower is higher than the dome.', 'The dome is lower than the tower.', undefined],
])('an opposite is wrong unless both compare two things: %s', (sentence, quote, word) => {
  expect(match(sentence, quote).wrong).toEqual(word && { kind: 'comparison', text: word });
});
