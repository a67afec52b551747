import { describe, expect, test } from '@jest/globals';
import { languageOf } from '../../../../domain/tutor/support/language-of.js';

describe('the language of a text', () => {
  test.each([
    ['The ice of the glacier flows.', 'en'],
    ['Das Eis des Gletschers fließt.', 'de'],
    ['El hielo del glaciar fluye.', 'es'],
    ['La glace du glacier coule.', 'fr'],
    ['O gelo do glaciar não flui.', 'pt'],
    ['Лёд течёт.', 'ru'],
    ['الجليد يتدفق.', 'ar'],
    ['बर्फ बहती है।', 'hi'],
    ['冰川在流动。', 'zh'],
    ['氷河は流れる。', 'ja'],
  ])('is told by its script and words: %s', (text, expected) => {
    expect(languageOf(text)).toBe(expected);
  });

  test.each([
    ['日本国憲法基本原則等の', 'ja'],
    ['日本国憲法基本原則条等の', 'zh'],
    ['日本国憲法基本原則条等', 'zh'],
  ])('is Japanese where at least one sign of kana stands to ten of Han: %s', (text, expected) => {
    expect(languageOf(text)).toBe(expected);
  });

  test.each([
    ['DNA 链', 'en'],
    ['DNA 双链', 'zh'],
    ['DNA и РНК', 'ru'],
    ['DNA РНК', 'en'],
  ])('is that of the script which fills more of it, a sign of Han as much as three letters: %s', (text, expected) => {
    expect(languageOf(text)).toBe(expected);
  });

  test.each([
    ['1840, 1842', 'ru', 'ru'],
    ['1840, 1842', undefined, 'en'],
    ['Xanthophyll', 'pt', 'pt'],
    ['Xanthophyll', 'zh', 'en'],
    ['Die Zahl der Tiere', 'pt', 'de'],
  ] as const)('is the expected one where nothing tells: %s', (text, expected, language) => {
    expect(languageOf(text, expected)).toBe(language);
  });
});
