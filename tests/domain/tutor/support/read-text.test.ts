import { describe, expect, test } from '@jest/globals';
import type { LanguageCode } from '../../../../domain/tutor/support/languages/language-data.js';
import { lexiconOf } from '../../../../domain/tutor/support/lexicon.js';
import { plainText, readText } from '../../../../domain/tutor/support/read-text.js';

describe('a text that is read', () => {
  test.each([
    ['It holds 6 × 10^{23} atoms', 'It holds 6 × 10^23 atoms'],
    ['It holds 10^{-3} and 10^{+2}', 'It holds 10^-3 and 10^+2'],
    ['It holds $10^{6}$ atoms', 'It holds 10^6 atoms'],
    ['It holds x^{n}', 'It holds x^{n}'],
  ])('has its formulas as plain text: %s', (original, expected) => {
    expect(readText(original, lexiconOf('en')).text).toBe(expected);
  });

  test.each<[LanguageCode, string, string[]]>([
    ['en', 'A column 12 metres high holds two tonnes of copper', ['column', 'high', 'holds', 'copper']],
    ['zh', '桥宽5公里长', ['桥', '宽', '长']],
  ])('has words of its own beside its numbers and units (%s: %s)', (language, text, expected) => {
    expect(readText(text, lexiconOf(language)).content.map((word) => word.text)).toEqual(expected);
  });

  test('has its words, numbers and clauses, of one language', () => {
    const lexicon = lexiconOf('en');
    const read = readText('Ice melts, it is not 5 m deep', lexicon);
    expect(read.lexicon).toBe(lexicon);
    expect(read.words.map((word) => word.text)).toEqual(['Ice', 'melts', 'it', 'is', 'not', '5', 'm', 'deep']);
    expect(read.measures.quantities.map(({ values, unit }) => [values, unit])).toEqual([[[5], 'm']]);
    expect(read.clauses.map(({ isNegated }) => isNegated)).toEqual([false, true]);
  });
});

describe('a sentence without the marks of Markdown', () => {
  test.each([
    ['- Ice melts', 'Ice melts'],
    ['  *  Ice melts', 'Ice melts'],
    ['1. Ice melts', 'Ice melts'],
    ['12) Ice melts', 'Ice melts'],
    ['# Ice', 'Ice'],
    ['###### Ice', 'Ice'],
    ['####### Ice', '####### Ice'],
    ['> Ice melts', 'Ice melts'],
    ['Ice\n- melts\n2. flows', 'Ice\nmelts\nflows'],
    ['#ice', '#ice'],
    ['2.5 km', '2.5 km'],
    ['Ice melts - it flows', 'Ice melts - it flows'],
    ['In 1990. Ice melts', 'In 1990. Ice melts'],
    ['E. coli grows', 'E. coli grows'],
    ['x > 3 holds', 'x > 3 holds'],
    ['a * b', 'a * b'],
    ['**Ice** and *water*', 'Ice and water'],
    ['***Ice*** `melts`', 'Ice melts'],
    ['_Ice_ __melts__', 'Ice melts'],
    ['[Ice of the Alps](https://example.com/ice) melts', 'Ice of the Alps melts'],
    ['[Ice]() and [water](w)', 'Ice and water'],
    ['[Ice] (cold)', '[Ice] (cold)'],
  ])('%j', (markdown, expected) => {
    expect(plainText(markdown)).toBe(expected);
  });
});
