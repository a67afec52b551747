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
});
