import { describe, expect, test } from '@jest/globals';
import type { LanguageCode } from '../../../../domain/tutor/support/languages/language-data.js';
import { lexiconOf } from '../../../../domain/tutor/support/lexicon.js';
import { measuresOf } from '../../../../domain/tutor/support/quantities.js';

/** Each number as it stands in the text, with what it may mean and its unit. */
const read = (text: string, language: LanguageCode = 'en'): string[] =>
  measuresOf(text, lexiconOf(language)).quantities.map(({ text: part, values, unit = '' }) =>
    `${part}: ${values.join(' or ')} ${unit}`.trim(),
  );

const roughIn = (text: string): string[] =>
  measuresOf(text, lexiconOf('en'))
    .quantities.filter(({ isRough }) => isRough)
    .map(({ text: part }) => part);

describe('digits and what multiplies them', () => {
  test.each<[LanguageCode, string, string[]]>([
    ['ar', '٣٫٥ كم', ['3.5 كم: 3.5 km']],
    ['ar', '١٬٠٠٠', ['1,000: 1 or 1000']],
    ['ar', '٥٠٪', ['50%: 50 %']],
    ['en', '2 hundred', ['2 hundred: 200']],
    ['en', '2 hundred and fifty', ['2 hundred and fifty: 250']],
    ['en', '2 hundred and fifty thousand km', ['2 hundred and fifty thousand km: 250000 km']],
    ['en', '15 hundred thousand', ['15 hundred thousand: 1500000']],
    ['en', '0 hundred and 0 million', ['0 hundred: 0', '0 million: 0']],
    ['es', 'de 1990 doscientos', ['1990: 1990', 'doscientos: 200']],
    ['en', '2.4 million', ['2.4 million: 2400000']],
    ['en', '3  thousand', ['3  thousand: 3000']],
    ['en', '3 dozen eggs', ['3: 3', 'dozen: 12']],
    ['en', '5 two', ['5: 5', 'two: 2']],
    ['en', 'in 1990, thousands came', ['1990: 1990', 'thousands: 1000']],
  ])('%s: %s', (language, text, expected) => {
    expect(read(text, language)).toEqual(expected);
  });
});

describe('the unit of a number', () => {
  test.each<[LanguageCode, string, string[]]>([
    ['en', 'a 5-km run', ['5-km: 5 km']],
    ['en', 'a 5-foot pole', ['5-foot: 5 ft']],
    ['en', 'a five-year plan', ['five-year: 5 y']],
    ['en', '5  years', ['5  years: 5 y']],
    ['en', '5, years later', ['5: 5']],
    ['en', '5 barrels', ['5: 5']],
    ['en', 'half a mile', ['half a mile: 0.5 mi']],
    ['en', 'half an hour', ['half an hour: 0.5 h']],
    ['en', 'half mile in an hour', ['half mile: 0.5 mi']],
    ['en', '$ 30 or $5', ['30: 30 usd', '5: 5 usd']],
    ['en', '$, 5', ['5: 5']],
    ['en', '7 to 8 percent', ['7: 7 %', '8 percent: 8 %']],
    ['en', '7, 8 kg', ['7: 7', '8 kg: 8 kg']],
    ['en', '7 kg to 8 m', ['7 kg: 7 kg', '8 m: 8 m']],
    ['de', '3 bis 5 km', ['3: 3 km', '5 km: 5 km']],
    ['ru', 'в 1962 г. было 300 г соли', ['1962 г: 1962 y', '300 г: 300 g']],
    ['ru', '19622 г и 1962 км', ['19622 г: 19622 g', '1962 км: 1962 km']],
    ['en', '1962 g', ['1962 g: 1962 g']],
  ])('%s: %s', (language, text, expected) => {
    expect(read(text, language)).toEqual(expected);
  });
});

describe('units that are named, with a number or without', () => {
  test.each([
    ['12 km and two', ['km']],
    ['measured in kilometres', ['km']],
    ['two seconds', ['s']],
    ['the second thing', []],
    ['nothing', []],
  ])('%s', (text, units) => {
    expect([...measuresOf(text, lexiconOf('en')).units]).toEqual(units);
  });
});

describe('a number is rough where the text says so close before it', () => {
  test.each([
    ['it is about 5 km', ['5 km']],
    ['about a full 5', ['5']],
    ['about it all and then 5', []],
    ['5 at last, about', []],
    ['~5 and 6', ['5']],
    ['≈ 5 and 6', ['5']],
    ['5 ~', []],
  ])('%s', (text, rough) => {
    expect(roughIn(text)).toEqual(rough);
  });
});
