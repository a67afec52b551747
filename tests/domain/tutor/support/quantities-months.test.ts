import { describe, expect, test } from '@jest/globals';
import type { LanguageCode } from '../../../../domain/tutor/support/languages/language-data.js';
import { lexiconOf } from '../../../../domain/tutor/support/lexicon.js';
import { measuresOf } from '../../../../domain/tutor/support/quantities.js';

const monthsIn = (text: string, language: LanguageCode): number[] => [...measuresOf(text, lexiconOf(language)).months];

describe('the name of a month', () => {
  test.each<[LanguageCode, string, number[]]>([
    ['en', 'in June', [6]],
    ['en', 'in March', [3]],
    ['en', 'in Sept they came', [9]],
    ['de', 'im sept. beginnt es', [9]],
    ['en', 'on 3 Jun', [6]],
    ['en', 'on 3. Jun', [6]],
    ['en', 'on 3 of Jun', [6]],
    ['en', 'in Jun 1990', [6]],
    ['en', 'in Jun. 1990', [6]],
    ['en', 'Jun of 1990', [6]],
    ['es', '3 de mayo', [5]],
    ['pt', 'maio de 1990', [5]],
  ])('%s: %s', (language, text, months) => {
    expect(monthsIn(text, language)).toEqual(months);
  });

  test.each<[LanguageCode, string]>([
    ['en', 'Jan lives here'],
    ['en', '3 men with Jan'],
    ['en', 'Jan and 3 men'],
    ['en', 'they march, then sept'],
  ])('%s: %s names none', (language, text) => {
    expect(monthsIn(text, language)).toEqual([]);
  });
});

describe('the number of a month', () => {
  test.each<[LanguageCode, string, number[]]>([
    ['en', '12.5.2020', [12, 5]],
    ['en', '5.12.2020', [5, 12]],
    ['en', '31.10.2020', [10]],
    ['en', '3/1/20', [3, 1]],
    ['en', '2020-12-03', [12]],
    ['en', '2020-13-03', []],
    ['en', '3.5 and 3-5-20', []],
    ['zh', '三月', [3]],
    ['zh', '十二月', [12]],
    ['ja', '十二月', [12]],
    ['zh', '每月13月', []],
    ['zh', '12月和3月', [12, 3]],
    ['en', '3月', []],
  ])('%s: %s', (language, text, months) => {
    expect(monthsIn(text, language)).toEqual(months);
  });
});
