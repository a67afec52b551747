import { beforeAll, describe, expect, test } from '@jest/globals';
import { isIntroducedBefore } from '../../../../domain/quizzes/drafting/introduced-before.js';
import { foldText } from '../../../../domain/text/fold-text.js';
import { loadSources, type SourceIn, sentenceOf } from './sentence-fixtures.js';

let sourceIn: SourceIn;
beforeAll(async () => {
  sourceIn = await loadSources();
});

describe('A sentence speaks of what was introduced before', () => {
  test.each([
    ['has a noun for something with a name', 'The company sold cars in Norway.', 'History', true],
    ['says later what the noun stands for', 'In 1912 the company became a company of Oslo.', '', true],
    ['says whose it is', 'The company of Ford sold cars in Norway.', '', false],
    ['has it in its heading in another form', 'The company sold cars in Norway.', 'Two companies', false],
    ['has named it itself', 'A company of Oslo grew when the company sold cars.', '', false],
    ['has the noun without an article', 'Norway has company law of its own.', '', false],
  ])('or not where it %s', (_, text, heading, isOne) => {
    const source = sourceIn('en');
    expect(isIntroducedBefore(sentenceOf(text, source, { heading }), source)).toBe(isOne);
  });

  test.each([
    ['das Unternehmen', 'de', 'Im Jahr 1912 verkaufte das Unternehmen Autos.', true],
    ['das Unternehmen der Brüder', 'de', 'Im Jahr 1912 verkaufte das Unternehmen der Brüder Opel Autos.', false],
    ['la empresa', 'es', 'En 1912 la empresa vendió coches.', true],
    ['la empresa de Ford', 'es', 'En 1912 la empresa de Ford vendió coches.', false],
  ])('or not in other languages: %s', (_, code, text, isOne) => {
    const source = sourceIn(code);
    expect(isIntroducedBefore(sentenceOf(text, source), source)).toBe(isOne);
  });

  const BRIDGE = 'In Norway the bridge has a length of 900 meters.';
  test.each([
    ['introduced one', 'A bridge crosses the fjord.', BRIDGE, true],
    ['introduced one with two words that describe it', 'A long old bridge crosses the fjord.', BRIDGE, true],
    ['introduced one with three words that describe it', 'A very long old bridge crosses the fjord.', BRIDGE, false],
    ['introduced it beside another', 'A bridge stands here.', `Near the river ${BRIDGE}`, true],
    ['introduced one that the sentence tells', 'A bridge stands here.', 'In Norway the bridge of Oslo is long.', false],
    [
      'introduced one that the sentence names',
      'A bridge stands here.',
      'One bridge is new, and the bridge is long.',
      false,
    ],
    ['spoke of another thing', 'A tower stands near the fjord.', BRIDGE, false],
    ['introduced what has three letters', 'A sea lies in the north.', 'In Norway the sea is cold.', false],
    ['counted them', 'Three cities stand in Norway.', 'In the north each city has a wall.', true],
    ['did not count them', 'Ships come to Norway.', 'In the north each city has a wall.', false],
    ['was not there', '', BRIDGE, false],
  ])('or not where the one before %s', (_, recent, text, isOne) => {
    const source = sourceIn('en');
    expect(isIntroducedBefore(sentenceOf(text, source, { recent: foldText(recent) }), source)).toBe(isOne);
  });

  test('not where its heading has it', () => {
    const source = sourceIn('en');
    const own = { recent: 'a bridge crosses the fjord.', heading: 'Bridges of the north' };
    expect(isIntroducedBefore(sentenceOf(BRIDGE, source, own), source)).toBe(false);
  });

  test('not where a German text quotes English titles', () => {
    const source = sourceIn('de');
    const sentence = sentenceOf('Ein Film heißt The Bridge Has Fallen.', source, {
      recent: 'ein buch heisst a bridge.',
    });
    expect(isIntroducedBefore(sentence, source)).toBe(false);
  });
});
