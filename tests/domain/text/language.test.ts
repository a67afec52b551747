import { describe, expect, test } from '@jest/globals';
import { languageOf } from '../../../domain/text/language.js';

describe('the language of a text', () => {
  test.each([
    ['en', 'How long does the signal wait in the node?'],
    ['de', 'Wie lange wartet das Signal im Knoten?'],
    ['es', '¿Cuántos hombres tenía Pizarro en Cajamarca?'],
    ['fr', 'Quelle est la vitesse des électrons dans un fil ?'],
    ['pt', 'Qual é o diâmetro da aorta?'],
    ['ru', 'Почему похожи свойства элементов?'],
    ['zh', '单摆的摆动周期由什么决定？'],
    ['ja', 'ルイ16世はいつ処刑されましたか？'],
    ['ar', 'ما المقصود بتكلفة الفرصة البديلة؟'],
    ['hi', 'हीरे का घनत्व कितना है?'],
  ])('is %s by script or short words: %s', (language, text) => {
    expect(languageOf(text)).toBe(language);
  });

  test.each([
    '',
    '噴門',
    'Osmosis',
    '3 + 4 = 7',
    'iron magnetite hematite copper chalcopyrite malachite zinc tin lead a',
  ])('is not told by too little: %s', (text) => expect(languageOf(text)).toBeUndefined());

  test.each([
    // Of ten letters one is kana, and of eleven.
    [`${'字'.repeat(9)}の`, 'ja'],
    [`${'字'.repeat(10)}の`, 'zh'],
    // Of ten letters three are of the script.
    ['дом abcdefg', 'ru'],
    ['до abcdefgh', undefined],
    ['字'.repeat(5), 'zh'],
    ['字'.repeat(4), undefined],
    ['प्रकाश', 'hi'],
    // One short word of ten, and of eleven.
    [`the ${'tide '.repeat(9)}`, 'en'],
    [`the ${'tide '.repeat(10)}`, undefined],
    // English and German have it.
    ['in', undefined],
    ['THE TIDE', 'en'],
  ])('of %s is %p', (text, language) => expect(languageOf(text)).toBe(language));
});
