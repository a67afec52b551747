import { describe, expect, test } from '@jest/globals';
import { LANGUAGES } from '../../../../domain/tutor/support/languages/index.js';
import type { LanguageCode } from '../../../../domain/tutor/support/languages/language-data.js';
import { lexiconOf } from '../../../../domain/tutor/support/lexicon.js';

const CODES = Object.keys(LANGUAGES) as LanguageCode[];

describe('the words of a language', () => {
  test('are made once', () => {
    expect(lexiconOf('en')).toBe(lexiconOf('en'));
    expect(CODES.map((code) => lexiconOf(code).code)).toEqual(CODES);
  });

  test('only Chinese and Japanese stand without spaces', () => {
    expect(CODES.filter((code) => lexiconOf(code).isUnspaced)).toEqual(['zh', 'ja']);
  });

  test('are folded, each in the set of what it does', () => {
    const { functionWords, negations, preventions, affirmations, clauseStarts, than, more, less, about } =
      lexiconOf('de');
    expect(
      [functionWords, negations, preventions, affirmations, clauseStarts, than, more, less, about].map((set) =>
        ['heisst', 'niemals', 'verboten', 'nicht_bloss', 'sodass', 'als', 'grosser', 'kleiner', 'ungefahr'].filter(
          (word) => set.has(word),
        ),
      ),
    ).toEqual([
      ['heisst', 'sodass', 'als', 'ungefahr'],
      ['niemals'],
      ['verboten'],
      ['nicht_bloss'],
      ['sodass'],
      ['als'],
      ['grosser'],
      ['kleiner'],
      ['ungefahr'],
    ]);
  });

  test('a kind of which a language has no words is empty', () => {
    expect([lexiconOf('ar').than.size, lexiconOf('ja').numbers.size, lexiconOf('zh').ordinals.size]).toEqual([0, 0, 0]);
  });
});

describe('values', () => {
  test('stand at words of numbers, ordinals and factors', () => {
    const { numbers, ordinals, factors } = lexiconOf('de');
    expect([numbers.get('zwolf'), ordinals.get('drittel'), factors.get('anderthalb')]).toEqual([12, 3, 1.5]);
    expect([numbers.get('drittel'), ordinals.get('zwolf'), factors.get('halb=0.5')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test.each<[LanguageCode, string, number | undefined]>([
    ['en', 'january', 1],
    ['en', 'jan', 1],
    ['en', 'sept', 9],
    ['en', 'december', 12],
    ['en', 'december/dec', undefined],
    ['fr', 'fevrier', 2],
    ['ja', '十二月', 12],
  ])('a month has its number by each of its names (%s: %s)', (language, name, expected) => {
    expect(lexiconOf(language).months.get(name)).toBe(expected);
  });

  test.each<[LanguageCode, string, string | undefined]>([
    ['en', 'kilometres', 'km'],
    ['en', 'square_metre', 'm2'],
    ['en', 'per_cent', '%'],
    ['en', 'kilometre,kilometres', undefined],
    ['fr', 'annee', 'y'],
    ['zh', '平方公里', 'km2'],
  ])('a unit has its sign by each of its words (%s: %s)', (language, word, expected) => {
    expect(lexiconOf(language).units.get(word)).toBe(expected);
  });
});

describe('opposites', () => {
  test.each<[LanguageCode, string, string[]]>([
    ['en', 'larger', ['smaller', 'fewer']],
    ['en', 'fewer', ['many', 'larger']],
    ['de', 'grosser', ['kleiner']],
    ['fr', 'augmente', ['diminue', 'reduit']],
  ])('are known from either side (%s: %s)', (language, word, expected) => {
    expect(lexiconOf(language).antonyms.get(word)).toEqual(new Set(expected));
  });
});

describe('phrases', () => {
  test.each<[LanguageCode, string, string[][] | undefined]>([
    [
      'de',
      'nicht',
      [
        ['nicht', 'mehr', 'als'],
        ['nicht', 'weniger', 'als'],
        ['nicht', 'nur'],
        ['nicht', 'bloss'],
      ],
    ],
    ['de', 'frei', [['frei', 'von']]],
    ['de', 'meter', undefined],
    ['fr', 'tandis', [['tandis', 'que']]],
  ])('are found by their first word, the longest first (%s: %s)', (language, first, expected) => {
    expect(lexiconOf(language).phrases.get(first)).toEqual(expected);
  });

  test('there are none of a single word', () => {
    const all = CODES.flatMap((code) => [...lexiconOf(code).phrases.values()].flat());
    expect(all.filter((parts) => parts.length < 2)).toEqual([]);
    expect(lexiconOf('ja').phrases.size).toBe(0);
  });
});
