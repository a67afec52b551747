import { expect, test } from '@jest/globals';
import { checkNegation } from '../../../../domain/tutor/support/check-negation.js';
import type { LanguageCode } from '../../../../domain/tutor/support/languages/language-data.js';
import { lexiconOf } from '../../../../domain/tutor/support/lexicon.js';
import { readText } from '../../../../domain/tutor/support/read-text.js';
import { wordsOf } from '../../../../domain/tutor/support/words.js';

/** The clause that is turned into its opposite; undefined where none is. */
function turnedIn(
  sentence: string,
  stated: string,
  languages: [LanguageCode, LanguageCode] = ['en', 'en'],
  above = '',
) {
  const [own, other] = [lexiconOf(languages[0]), lexiconOf(languages[1])];
  const around = readText(stated, other);
  const issue = checkNegation(readText(sentence, own), {
    quote: around,
    around,
    context: { words: wordsOf(above, other) },
  });
  if (issue) expect(issue.kind).toBe('negation');
  return issue?.text;
}

type Row = [sentence: string, stated: string, expected: string | undefined];

test.each<Row>([
  ['The old tower does not lean.', 'The old tower leans.', 'The old tower does not lean'],
  ['It stands, but the tower does not lean.', 'The tower leans.', 'but the tower does not lean'],
  ['The tower leans.', 'The tower does not lean.', 'The tower leans'],
  ['The tower does not lean.', 'The tower does not lean.', undefined],
])('of a clause that says the opposite, its words are told: %s of %s', (sentence, stated, expected) => {
  expect(turnedIn(sentence, stated)).toBe(expected);
});

test.each<Row>([
  ['The 3 towers do not lean.', 'The 4 towers lean.', undefined],
  ['One tower does not lean.', 'The tower leans.', 'One tower does not lean'],
  ['The tower of 1370 does not lean.', 'The tower of 1370 leans by 5 metres.', 'The tower of 1370 does not lean'],
  ['The 1500 guns do not fire.', 'The 1,500 guns fire.', 'The 1500 guns do not fire'],
])('nothing is said where the sentence has another number: %s of %s', (sentence, stated, expected) => {
  expect(turnedIn(sentence, stated)).toBe(expected);
});

test.each<Row>([
  ['Only the tower does not lean.', 'The tower leans.', undefined],
  ['Only the tower does not lean.', 'Only the tower leans.', 'Only the tower does not lean'],
])('nothing is said where one side alone says only: %s of %s', (sentence, stated, expected) => {
  expect(turnedIn(sentence, stated)).toBe(expected);
});

test.each<Row>([
  ['It does not melt.', 'It melts.', 'It does not melt'],
  ['It does not melt.', 'Old ice melts quickly.', undefined],
  ['It does not melt.', 'It melts. It does not melt.', undefined],
  ['It does not.', 'Old ice melts quickly.', undefined],
])('a single word is turned where its clause says no more: %s of %s', (sentence, stated, expected) => {
  expect(turnedIn(sentence, stated)).toBe(expected);
});

test.each<Row>([
  ['Ice does not melt in summer.', 'Ice melts in summer, but old ice does not melt in summer.', undefined],
  ['The tower sways.', 'The tower leans, and the bridge does not sway.', 'The tower sways'],
  ['The tower does not sway.', 'The tower leans, and the bridge does not sway.', undefined],
  ['The tower does not sway.', 'The tower leans, and the bridge sways.', 'The tower does not sway'],
  ['The tower sways.', 'The tower leans, and the bridge sways.', undefined],
  ['The tower does not creak.', 'The tower leans, and the bridge sways.', undefined],
])('words of several clauses are looked for in each: %s of %s', (sentence, stated, expected) => {
  expect(turnedIn(sentence, stated)).toBe(expected);
});

test('a word that stands nowhere leaves the clause to the rule about words, one of the heading does not', () => {
  const [sentence, stated] = ['The glacier does not reach the distant valley.', 'It reaches the valley.'];
  expect(turnedIn(sentence, stated)).toBeUndefined();
  expect(turnedIn(sentence, stated, ['en', 'en'], 'A glacier')).toBeUndefined();
  expect(turnedIn(sentence, stated, ['en', 'en'], 'A distant glacier')).toBe(
    'The glacier does not reach the distant valley',
  );
});

test('denials of two languages are not compared', () => {
  expect(turnedIn('Radium is not radioactive.', 'Le radium est radioactif.', ['en', 'fr'])).toBeUndefined();
  expect(turnedIn("Le radium n'est pas radioactif.", 'Le radium est radioactif.', ['fr', 'fr'])).toBe(
    'Le radium n est pas radioactif',
  );
});
