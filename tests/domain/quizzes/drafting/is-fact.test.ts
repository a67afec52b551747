import { beforeAll, describe, expect, test } from '@jest/globals';
import { isFact, isOfOneNamedBefore } from '../../../../domain/quizzes/drafting/is-fact.js';
import { loadSources, type SourceIn, sentenceOf } from './sentence-fixtures.js';

let sourceIn: SourceIn;
beforeAll(async () => {
  sourceIn = await loadSources();
});

describe('A sentence tells a fact', () => {
  test.each([
    ['names somebody', 'en', 'A car of Ford drives along the road.', true],
    ['speaks of a kind without an article', 'en', 'Water boils at sea level.', true],
    ['has no word', 'en', '', false],
    ['speaks of any one of a kind', 'en', 'The car drives along the road.', false],
    ['counts what it speaks of', 'en', 'Two cars drive along the road.', false],
    ['denies that there is one', 'en', 'Nobody drives along the road.', false],
    ['has no more than capitals', 'en', 'A test of DNA takes a day.', false],
    ['has a word that ends as a name begins', 'en', 'A test with DNAse takes a day.', false],
    ['has a sign of two letters', 'en', 'A test of the Rh factor takes a day.', false],
    ['has nouns with the capital of German', 'de', 'Ein Auto fährt die Straße entlang.', false],
    ['speaks of a kind in German', 'de', 'Wasser siedet auf Höhe des Meeres.', true],
  ])('or not where it %s (%s)', (_, code, text, isOne) => {
    const source = sourceIn(code);
    expect(isFact(sentenceOf(text, source), source)).toBe(isOne);
  });
});

describe('A sentence is of one named before', () => {
  test.each([
    ['its subject is the one that is known', 'The mirror weighs 14 tons.', ''],
    ['its verb has no ending that shows it', 'The mirror became dull.', ''],
    ['a time stands before its subject', 'In 1986, the diagnosis was removed.', ''],
    ['two words describe its subject', 'The large round mirror weighs 14 tons.', ''],
    ['an abbreviation describes its subject', 'The mRNA strand breaks in the cold.', ''],
    ['its heading tells something else', 'The mirror weighs 14 tons.', 'A dome on a mountain'],
    ['an owner is known', 'In Rome the war’s end came with a treaty.', ''],
  ])('where %s', (_, text, heading) => {
    const source = sourceIn('en');
    expect(isOfOneNamedBefore(sentenceOf(text, source, { heading }), source)).toBe(true);
  });

  test.each([
    ['its heading tells its subject in another form', 'The territories were sold.', 'The territory of Oregon'],
    ['its heading tells the owner', 'In Rome the war’s end came with a treaty.', 'The war'],
    ['it tells of the owner itself', 'In Rome a war broke out, but nobody saw the war’s end.', ''],
    ['a decade is written as an owner', 'In Rome the 1980’s came with a treaty.', ''],
    ['no word is a verb', 'The mirror of glass and of bronze', ''],
    ['a name tells its subject', 'The Hubble mirror weighs 14 tons.', ''],
    ['its subject is a name', 'The old Hubble weighs 14 tons.', ''],
    ['a clause tells its subject', 'The ships that sailed west were lost.', ''],
    ['who did something to its subject tells it', 'The sailors employed by the king came home.', ''],
    ['what it is called tells its subject', 'The stone called Petra fell.', ''],
    ['a noun has the letters of an ending within', 'The mirror pedestal of glass stood in a dome.', ''],
    ['it has no subject that is known', 'Mirrors of telescopes weigh 14 tons.', ''],
  ])('not where %s', (_, text, heading) => {
    const source = sourceIn('en');
    expect(isOfOneNamedBefore(sentenceOf(text, source, { heading }), source)).toBe(false);
  });

  test.each([
    ['a German subject that is known', 'de', 'Die Brücke war aus Holz.', true],
    ['a German one that another word describes', 'de', 'Die lange Brücke war aus Holz.', false],
    ['a German one with what befell it', 'de', 'Die betroffene Region umfasste 300 Kilometer.', true],
    ['a German one without that', 'de', 'Die Region umfasste 300 Kilometer.', false],
    [
      'a German one whose place is told',
      'de',
      'Die betroffene Region unterhalb von Bonn umfasst 300 Kilometer.',
      false,
    ],
    ['a Spanish one behind a year', 'es', 'En 1986 la isla fue vendida.', true],
    ['a Spanish one behind a place', 'es', 'En Roma, la isla fue vendida.', false],
    ['a Spanish one with a plural behind it', 'es', 'Las islas grandes fueron vendidas.', false],
    ['a Spanish one whose name ends as a verb does', 'es', 'La conocida estrella errante es un planeta.', false],
  ])('or not with %s', (_, code, text, isOne) => {
    const source = sourceIn(code);
    expect(isOfOneNamedBefore(sentenceOf(text, source), source)).toBe(isOne);
  });
});
