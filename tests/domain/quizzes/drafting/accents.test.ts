import { expect, test } from '@jest/globals';
import { phrasesIn, spelledPhrasesIn } from '../../../../domain/quizzes/checks/phrases.js';
import { standingSentences } from '../../../../domain/quizzes/drafting/stands-alone.js';
import { readText } from './reading.js';

test.each([
  ['fr', 'Les glaciers de Norvège portent la glace et le sable dans les vallées.'],
  ['es', 'Los glaciares de Noruega llevan el hielo y la arena hasta los valles.'],
  ['pt', 'As geleiras da Noruega levam gelo e areia do norte nos vales e nos rios.'],
])('in %s a sentence stands alone with an article that an accent would make another word: %s', (code, text) => {
  expect(standingSentences(readText(text, code)).map((sentence) => sentence.text)).toEqual([text]);
});

test.each([
  ['fr', 'Les glaciers de Norvège portent là du sable dans toutes les vallées.'],
  ['es', 'Los glaciares de Noruega llevan con él arena y piedras hasta los valles.'],
  ['pt', 'As geleiras da Noruega levam para nós gelo e areia de muitos vales.'],
])('in %s it rests on others with that word: %s', (code, text) => {
  expect(standingSentences(readText(text, code))).toEqual([]);
});

test('phrases are found without accents, or as they are spelled', () => {
  const list = 'là|jusqu’à';
  expect(phrasesIn('La glace, JUSQU’A Oslo', list)).toEqual(['la', "jusqu'a"]);
  expect(spelledPhrasesIn('La glace, jusqu’a Oslo', list)).toEqual([]);
  expect(spelledPhrasesIn('LÀ, jusqu’à Oslo', list)).toEqual(['là', "jusqu'à"]);
});
