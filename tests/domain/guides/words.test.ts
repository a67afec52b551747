import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { areForms, wordsOf } from '../../../domain/guides/words.js';
import { foldText } from '../../../domain/text/fold-text.js';
import { isTypoOf } from '../../../domain/text/typos.js';

describe('words', () => {
  test.each([
    ["Glaciers' ICE, 12 m!", ['glaciers', 'ice', '12', 'm']],
    ['Élève à la Ñandú', ['eleve', 'a', 'la', 'nandu']],
    ['这份文件讲了什么？', wordsOf('这份文件讲了什么')],
    ["Qu'est-ce que l'eau d’hiver? What's", ['qu', 'est', 'ce', 'que', 'l', 'eau', 'd', 'hiver', "what's"]],
    ['', []],
    ['— … ?!', []],
    ['قال ـــ نعم', ['قال', 'نعم']],
  ])('of %j are folded, without what stands between them', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  test('of scripts without spaces are told apart', () => {
    expect(wordsOf('植物吸收二氧化碳').length).toBeGreaterThan(2);
    expect(wordsOf('光合成とは何ですか').length).toBeGreaterThan(2);
  });

  test('are the same whatever their case and form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(wordsOf(foldText(text)).join('')).toBe(wordsOf(foldText(foldText(text))).join(''));
        expect(() => wordsOf(text)).not.toThrow();
      }),
    );
  });

  test('are cut off where a text is long, so that none takes long', () => {
    expect(wordsOf('word '.repeat(100_000)).length).toBeLessThan(2_000);
  });
});

describe('a typo', () => {
  const letter = fc.constantFrom(...'abcdefgh');
  const word = fc.array(letter, { minLength: 6, maxLength: 12 }).map((letters) => letters.join(''));

  test('of one letter, or of two that are swapped, makes no other word', () => {
    fc.assert(
      fc.property(word, fc.nat(), letter, (text, place, wrong) => {
        const at = place % (text.length - 1);
        const [before, after] = [text.slice(0, at), text.slice(at)];
        for (const typo of [
          before + after.slice(1),
          before + wrong + after,
          before + wrong + after.slice(1),
          before + after.charAt(1) + after.charAt(0) + after.slice(2),
        ]) {
          expect(isTypoOf(text, typo)).toBe(true);
          expect(isTypoOf(typo, text)).toBe(true);
        }
      }),
    );
  });

  test.each([
    ['cell', 'call'],
    ['moraine', 'membrane'],
    ['summary', 'summer'],
  ])('%s is not %s', (one, other) => {
    expect(isTypoOf(one, other)).toBe(false);
  });
});

test.each([
  ['moraine', 'moraines', true],
  ['gletscher', 'gletschern', true],
  ['glacier', 'glacial', true],
  ['cell', 'cellulose', false],
  ['art', 'arts', false],
  ['seed', 'seeds', true],
  ['seed', 'seeding', true],
  ['seed', 'seedling', false],
  ['sea', 'seaman', false],
  ['seal', 'seal', true],
  ['energy', 'enemy', false],
])('%s and %s are forms of one word: %s', (one, other, are) => {
  expect(areForms(one, other)).toBe(are);
  expect(areForms(other, one)).toBe(are);
});
