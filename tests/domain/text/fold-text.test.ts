import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asciiFigures, foldText } from '../../../domain/text/fold-text.js';

describe('figures', () => {
  test.each(['٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹', '०१२३४५६७८९'])('%s have the values that they have in ASCII', (figures) => {
    expect(asciiFigures(`x${figures} 7`)).toBe('x0123456789 7');
  });
});

describe('a folded text', () => {
  test.each([
    ['Été', 'ete'],
    ['ΆΝΘΡΩΠΟΣ', 'ανθρωπος'],
    ['ёж', 'еж'],
    ['كِتَابٌ', 'كتاب'],
    ['كـتـاب', 'كتاب'],
    ['שָׁלוֹם', 'שלום'],
    ['ＡＢＣ １２', 'abc 12'],
    ['ﬁeld', 'field'],
    ['H₂O', 'h2o'],
    ['२४ مد ٣', '24 مد 3'],
    // The hamza above a letter is written or not.
    ['مئة', 'ميه'],
    // Letters for which many write others.
    ['Straße', 'strasse'],
    ['Œufs', 'oeufs'],
    ['Łódź', 'lodz'],
    ['ISPARTA ısparta İsparta', 'isparta isparta isparta'],
    ['مدرسة على', 'مدرسه علي'],
    ['کتاب فارسی', 'كتاب فارسي'],
    ['कहाँ ज़मीन', 'कहां जमीन'],
    // Letters of their own.
    ['Йод їжак', 'йод їжак'],
    // What shows nothing.
    ['Donau\u00addampf\u200bschiff', 'donaudampfschiff'],
    ['می\u200cشود', 'ميشود'],
    // Vowel signs of Hindi are letters of a word, and no accents.
    ['कितना', 'कितना'],
  ])('of %s is %s', (text, folded) => expect(foldText(text)).toBe(folded.normalize('NFKC')));

  test('is composed, and the same however its letters were put together', () => {
    expect(foldText('가'.normalize('NFD'))).toBe('가');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldText(text.normalize('NFD'))).toBe(foldText(text.normalize('NFC')));
      }),
    );
  });
});
