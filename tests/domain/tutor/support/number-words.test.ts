import { describe, expect, test } from '@jest/globals';
import type { LanguageCode } from '../../../../domain/tutor/support/languages/language-data.js';
import { lexiconOf } from '../../../../domain/tutor/support/lexicon.js';
import { wordNumbersOf } from '../../../../domain/tutor/support/number-words.js';
import { wordsOf } from '../../../../domain/tutor/support/words.js';

/** Each number as it stands in the text, with what it may mean and what it is. */
function read(text: string, language: LanguageCode = 'en'): string[] {
  const lexicon = lexiconOf(language);
  return wordNumbersOf(wordsOf(text, lexicon), lexicon).map(({ values, start, end, isFactor, isWeak }) => {
    const kinds = [...(isFactor ? ['factor'] : []), ...(isWeak ? ['weak'] : [])];
    return [`${text.slice(start, end)}: ${values.join(' or ')}`, ...kinds].join(', ');
  });
}

describe('fractions, multiples and ordinals', () => {
  test.each<[LanguageCode, string, string[]]>([
    ['en', 'two fifths of it', ['two fifths: 0.4, factor']],
    ['en', 'three quarters of it', ['three quarters: 0.75, factor']],
    ['en', 'the three second prizes', ['three: 3', 'second: 2, weak']],
    ['en', 'a fifth of it', ['fifth: 5 or 0.2, factor']],
    ['en', 'the first and the second', ['first: 1, weak', 'second: 2, weak']],
    ['en', 'half of it, and more', ['half: 0.5, factor']],
    ['en', 'one of them', ['one: 1, weak']],
    ['de', 'dreifach, zehnfaches', ['dreifach: 3, factor', 'zehnfaches: 10, factor']],
    ['de', 'das Fünfundzwanzigfache', ['Fünfundzwanzigfache: 25, factor']],
    ['de', 'eine Dreifachsteckdose, vielfach', ['eine: 1, weak']],
  ])('%s: %s', (language, text, expected) => {
    expect(read(text, language)).toEqual(expected);
  });

  test('a number in Arabic whose second word means a tenth as well is no fraction', () => {
    expect(read('ثلاثة عشر', 'ar').filter((number) => number.includes('factor'))).toEqual([]);
  });
});

describe('and a half', () => {
  test.each<[LanguageCode, string, string[]]>([
    ['en', 'two and a half hours', ['two and a half: 2.5']],
    ['es', 'dos y medio', ['dos y medio: 2.5']],
    ['fr', 'deux et demi', ['deux et demi: 2.5']],
    ['fr', 'deux et un demi', ['deux et un demi: 2.5']],
    ['fr', 'trois et une demie', ['trois et une demie: 3.5']],
    ['en', 'two gave half', ['two: 2', 'half: 0.5, factor']],
    ['en', 'two and double that', ['two: 2', 'double: 2, factor, weak']],
    ['en', 'a year and a half', ['half: 0.5, factor, weak']],
    ['en', 'a year and more than a half', ['half: 0.5, factor']],
    ['en', 'between two and', ['two: 2']],
    ['ar', 'عشرة و أضعاف ذلك', ['عشرة: 10', 'أضعاف: 1, factor, weak']],
  ])('%s: %s', (language, text, expected) => {
    expect(read(text, language)).toEqual(expected);
  });
});

describe('one number of several words', () => {
  test.each<[LanguageCode, string, number]>([
    ['en', 'a hundred and five', 105],
    ['en', 'five thousand two hundred and one', 5201],
    ['en', 'two hundred thousand', 200_000],
    ['en', 'three million two hundred thousand', 3_200_000],
    ['es', 'mil cien', 1100],
    ['es', 'veinte y dos', 22],
    ['es', 'noventa y nueve mil', 99_000],
    ['fr', 'cent vingt', 120],
    ['fr', 'cent quatre-vingts', 180],
    ['fr', 'quatre cent vingt', 420],
    ['fr', 'dix-sept', 17],
    ['fr', 'vingt et un', 21],
    ['pt', 'cento e trinta', 130],
    ['pt', 'duzentos e cinquenta e três', 253],
    ['de', 'zweitausenddreihundert', 2300],
    ['de', 'dreihunderttausend', 300_000],
    ['de', 'fünfzehntausendzweihundert', 15_200],
    ['de', 'tausenddreihundert', 1300],
    ['de', 'zwanzig und drei', 23],
    ['ar', 'خمسة و عشرون', 25],
    ['ar', 'مئة و خمسة', 105],
    ['ar', 'مئة وخمسون', 150],
    ['hi', 'दो सौ पाँच', 205],
    ['ru', 'пять тысяч двести', 5200],
    ['en', 'two hundred and fifty thousand', 250_000],
    ['en', 'one hundred and two thousand', 102_000],
    ['en', 'two thousand five hundred million', 2_500_000_000],
    ['en', 'one million million', 1_000_000_000_000],
    ['en', 'fifteen hundred thousand', 1_500_000],
    ['es', 'dos mil millones', 2_000_000_000],
    ['fr', 'soixante et onze', 71],
    ['fr', 'quatre-vingt-onze', 91],
    ['fr', 'mille et une', 1001],
    ['pt', 'mil e duzentos', 1200],
    ['pt', 'dois mil e quinhentos', 2500],
    ['pt', 'duzentos e cinquenta mil', 250_000],
    ['pt', 'um milhão e duzentos mil', 1_200_000],
    ['de', 'hunderteins', 101],
    ['de', 'hundertelf', 111],
    ['de', 'hunderteinundzwanzig', 121],
    ['de', 'tausendelf', 1011],
    ['de', 'zehntausende', 10_000],
    ['de', 'zweimillionen', 2_000_000],
    ['ar', 'أحد عشر', 11],
    ['ar', 'اثنا عشر', 12],
    ['ar', 'خمسة عشر', 15],
    ['ar', 'تسع عشرة', 19],
    ['ar', 'خمسة عشر ألف', 15_000],
    ['ar', 'مئة وخمسة عشر', 115],
    ['ar', 'مئة وست', 106],
    ['ar', 'خمسة ومئة', 105],
    ['ar', 'ألف وثلاث مئة', 1300],
    ['ar', 'مئة وخمسة آلاف', 105_000],
  ])('%s: %s is %d', (language, text, value) => {
    const words = text.replace(/^a /, '');
    expect(read(text, language)).toEqual([`${words}: ${value}`]);
  });
});

describe('several numbers', () => {
  test.each<[LanguageCode, string, string[]]>([
    ['en', 'two and three', ['two: 2', 'three: 3']],
    ['en', 'twenty and two', ['twenty: 20', 'two: 2']],
    ['en', 'twenty, thirty, thirty', ['twenty: 20', 'thirty: 30', 'thirty: 30']],
    ['en', 'fifteen, ten, two', ['fifteen: 15', 'ten: 10', 'two: 2']],
    ['en', 'four, twenty', ['four: 4', 'twenty: 20']],
    ['en', 'and five', ['five: 5']],
    ['en', 'a hundred of fifty', ['hundred: 100', 'fifty: 50']],
    ['en', 'in hundreds, hundreds of them', ['hundreds: 100', 'hundreds: 100']],
    ['en', 'thousands and hundreds of them', ['thousands: 1000', 'hundreds: 100']],
    ['en', 'between one hundred and two thousand', ['one hundred: 100', 'two thousand: 2000']],
    ['en', 'between a thousand and two hundred', ['thousand: 1000', 'two hundred: 200']],
    ['es', 'treinta y diez', ['treinta: 30', 'diez: 10']],
    ['fr', 'dix et deux', ['dix: 10', 'deux: 2']],
    ['fr', 'onze, deux', ['onze: 11', 'deux: 2']],
    ['fr', 'de quatre, deux restent', ['quatre: 4', 'deux: 2']],
    ['ar', 'عشرون و خمسة', ['عشرون: 20', 'خمسة: 5']],
    ['ar', 'عشرة وعشرون', ['عشرة: 10', 'وعشرون: 20']],
    ['ar', 'خمسة وعشرة', ['خمسة: 5', 'وعشرة: 10']],
    ['ar', 'عشرون وثلاثون', ['عشرون: 20', 'وثلاثون: 30']],
    ['en', 'between one hundred and fifty thousand', ['one hundred: 100', 'fifty thousand: 50000']],
    ['en', 'a thousand and two hundred', ['thousand: 1000', 'two hundred: 200']],
    ['en', 'one hundred, two hundred', ['one hundred: 100', 'two hundred: 200']],
    ['en', 'thirty, ten, five', ['thirty: 30', 'ten: 10', 'five: 5']],
    ['es', 'cinco, doscientos, cien', ['cinco: 5', 'doscientos: 200', 'cien: 100']],
    ['es', 'veintidós, tres', ['veintidós: 22', 'tres: 3']],
    ['es', 'entre cien y dos mil', ['cien: 100', 'dos mil: 2000']],
    ['pt', 'entre mil e duzentos', ['mil: 1000', 'duzentos: 200']],
    ['pt', 'mil e dois mil', ['mil: 1000', 'dois mil: 2000']],
    ['fr', 'vingt et onze', ['vingt: 20', 'onze: 11']],
    ['fr', 'soixante et douze', ['soixante: 60', 'douze: 12']],
    ['fr', 'dix, deux', ['dix: 10', 'deux: 2']],
    ['fr', 'dix et sept', ['dix: 10', 'sept: 7']],
    ['ar', 'بين خمسة ومئة', ['خمسة: 5', 'ومئة: 100']],
    ['ar', 'بين مئة وألف', ['مئة: 100', 'وألف: 1000']],
    ['ar', 'مئة وخمس مئة', ['مئة: 100', 'وخمس مئة: 500']],
  ])('%s: %s', (language, text, expected) => {
    expect(read(text, language)).toEqual(expected);
  });
});

test.each<[LanguageCode, string]>([
  ['en', 'the height of the zone'],
  ['ar', 'تألف الكتاب من فصول'],
  ['de', 'zweifelhafte Zwanziger, undzwanzig'],
])('%s: %s has no number, though parts of its words are some', (language, text) => {
  expect(read(text, language)).toEqual([]);
});
