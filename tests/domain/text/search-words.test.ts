import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { headingWords, indexedWords, searchWords, wordForms } from '../../../domain/text/search-words.js';

const alike = (one: string, other: string) => expect(searchWords(one)).toEqual(searchWords(other));

describe('words for a search', () => {
  test.each([
    ['glacier', 'Glaciers'],
    ['moving', 'moved'],
    ['été', 'ETE'],
    ['Straßen', 'straße'],
    ['السَّماء', 'السماء'],
    ['ﬁeld', 'field'],
    ['１９４５', '1945'],
    ['montaña', 'montañas'],
    ['10⁸', '10^8'],
    ['CO₂', 'CO2'],
    ['$\\lambda$', 'λ'],
    ['$v=\\frac{s}{t}$', 'v = s/t'],
  ])('%s is %s', (one, other) => alike(one, other));

  test.each([
    ['1945', '1946'],
    ['मिल', 'माला'],
    ['cat', 'car'],
    ['10⁸', '108'],
  ])('%s is not %s', (one, other) => expect(searchWords(one)).not.toEqual(searchWords(other)));

  test('of scripts without spaces are pairs of letters', () => {
    expect(searchWords('光合作用 in 水')).toEqual(['光合', '合作', '作用', 'in', '水']);
  });

  test.each([
    ['tides', ['tid']],
    ['seas', ['seas']],
    ['as', ['as']],
    ['ides', ['ides']],
    ['observations', ['observ']],
    ['x2s', ['x2s']],
    ['2s', ['2s']],
    ['приливами', ['прилив']],
    ['スーパー', ['スー', 'ーパ', 'パー']],
    ['tide潮汐ebb', ['tid', '潮汐', 'ebb']],
    ['潮1', ['潮', '1']],
    ['ebb-flood', ['ebb', 'flood']],
    ['ebb ebb', ['ebb']],
    ['1990s', ['1990s']],
    ['$a\\rho b$', ['a', 'rho', 'b']],
    ['$2\\rho1$', ['2', 'rho', '1']],
    ['…', []],
  ])('of %s are %j', (text, words) => expect(searchWords(text)).toEqual(words));

  test('are bounded in text without spaces, too', () => {
    const signs = Array.from({ length: 3_000 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('');
    expect(searchWords(signs)).toHaveLength(2_000);
  });

  test('are distinct, of letters and figures only, and the same for what they give', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const words = searchWords(text);
        expect(new Set(words).size).toBe(words.length);
        for (const word of words) expect(word).toMatch(/^[\p{L}\p{M}\p{N}]+$/u);
        expect(searchWords(`${text} ${text}`)).toEqual(words);
      }),
    );
  });

  test('are bounded', () => {
    const long = Array.from({ length: 5_000 }, (_, at) => `w${at}`).join(' ');
    expect(searchWords(long)).toHaveLength(2_000);
    expect(Math.max(...searchWords('x'.repeat(100_000)).map((word) => word.length))).toBeLessThanOrEqual(40);
  });

  test('of headings are those that the text has not', () => {
    expect(headingWords('Copper is red.', ['Metals', 'Copper'])).toEqual(searchWords('Metals'));
  });
});

describe('the forms of words', () => {
  test('are each there once, with their endings', () => {
    expect([...wordForms('Tides and the tide; tides')]).toEqual([
      ['tid', ['tides', 'tide']],
      ['and', ['and']],
      ['the', ['the']],
    ]);
  });

  test('are found for known words where there are as many words as are looked at', () => {
    const others = Array.from({ length: 1_999 }, (_, at) => `w${at}`).join(' ');
    expect(wordForms(`tides ${others} tide new tided`).get('tid')).toEqual(['tides', 'tide']);
  });

  test.each([
    ['en', ['tides', 'tide', 'moving'], 'stem_en'],
    ['pl', ['tid', 'mov'], null],
    [null, ['tid', 'mov'], null],
  ])('are what a text is found by in a language with a stemmer: %s', (language, words, stemmer) => {
    expect(indexedWords('Tides, tide moving', language)).toEqual({ words, stemmer });
  });
});
