import { describe, expect, test } from '@jest/globals';
import { checkNumbers } from '../../../../domain/tutor/support/check-numbers.js';
import { minusOf } from '../../../../domain/tutor/support/check-signs.js';
import type { LanguageCode } from '../../../../domain/tutor/support/languages/language-data.js';
import { lexiconOf } from '../../../../domain/tutor/support/lexicon.js';
import { readText } from '../../../../domain/tutor/support/read-text.js';
import { issueOf, supportOf } from './support-of.js';

const read = (text: string, language: LanguageCode = 'en') => readText(text, lexiconOf(language));
const minusesOf = (original: string) => {
  const text = read(original);
  return text.measures.quantities.map((quantity) => minusOf(quantity, text));
};
const check = (sentence: string, stated: string, language: LanguageCode = 'en') =>
  checkNumbers(read(sentence, language), read(stated, language))?.kind ?? 'follows';

describe('a minus', () => {
  test.each([
    ['It is −40 °C.'],
    ['It is -40 °C.'],
    ['−40 °C it is.'],
    ['It (−40 °C) is.'],
    ['A debt of −$40.'],
    ['A debt of -€ 40.'],
    ['So\n−40 it is.'],
    ['It is $-40$ there.'],
  ])('stands in %j', (text) => expect(minusesOf(text)).toEqual(['there']));

  test.each([['It is 40 °C.'], ['It is +40 °C.'], ['It costs $40.'], ['40 it is.']])('does not in %j', (text) =>
    expect(minusesOf(text)).toEqual(['absent']),
  );

  test.each([
    ['-40 it is.', 1],
    ['So\n  -40 it is.', 1],
    ['It is –40 °C.', 1],
    ['It is − 40 °C.', 1],
    ['So x=−40 it is.', 1],
    ['It is ±40 °C.', 1],
    ['It is of uranium U-235 there.', 1],
    ['The bone, 3-50 cm long.', 2],
    ['The bone, 3 – 50 cm long.', 2],
    ['The bone, 3 -50 cm long.', 2],
    ['The bone, 3 cm -50 cm long.', 2],
    ['On 2020-11-25 it rained.', 3],
  ])('may or may not in %j', (text, count) => {
    const found = minusesOf(text);
    expect([found.length, found.at(-1), found.includes('there')]).toEqual([count, 'unclear', false]);
  });
});

describe('a number with the other sign', () => {
  test.each([
    ['The winter in Yakutsk falls to 40 °C.', 'The winter in Yakutsk falls to −40 °C.'],
    ['The winter in Yakutsk falls to -40 °C.', 'The winter in Yakutsk falls to 40 °C.'],
    ['The electron has a charge of +1.', 'The electron has a charge of −1.'],
    ['The electron has a charge of −1.', 'The electron has a charge of +1.'],
  ])('%s does not follow from %s', (sentence, stated) => expect(issueOf(supportOf(sentence, stated))).toBe('number'));

  test.each<[LanguageCode, string, string]>([
    ['en', 'It falls to -40 °C.', 'It falls to −40 °C.'],
    ['en', 'It falls to −40 °C.', 'It falls to –40 °C.'],
    ['en', 'It falls to 40 °C below zero.', 'It falls to −40 °C.'],
    ['en', 'It falls to minus 40 °C.', 'It falls to −40 °C.'],
    ['en', 'It falls to minus forty °C.', 'It falls to −40 °C.'],
    ['en', 'It falls to −40 °C.', 'It falls to forty degrees below zero.'],
    ['en', 'It falls by 40 °C.', 'The change is −40 °C.'],
    ['en', 'They had a loss of 40 dollars.', 'They were left with −$40.'],
    ['en', 'The charge is 1.', 'The charge is +1.'],
    ['en', 'The difference is 40 °C.', 'It rises from −40 °C to 0 °C.'],
    ['en', 'It is −40 or 40 °C.', 'It is 40 °C, and then −40 °C.'],
    ['en', 'COVID -19 came in 2020.', 'COVID-19 came in 2020.'],
    ['de', 'Es sind 40 °C unter null.', 'Es sind −40 °C.'],
    ['de', 'Es sind 40 Minusgrade.', 'Es sind −40 °C.'],
    ['es', 'Son menos 40 °C.', 'Son −40 °C.'],
    ['fr', 'Il fait moins 40 °C.', 'Il fait −40 °C.'],
    ['pt', 'São 40 °C abaixo de zero.', 'São −40 °C.'],
    ['ru', 'Температура минус 40 °C.', 'Температура −40 °C.'],
    ['ar', 'الحرارة 40 °C تحت الصفر.', 'الحرارة −40 °C.'],
    ['hi', 'तापमान शून्य से 40 °C नीचे है।', 'तापमान −40 °C है।'],
    ['zh', '气温降到零下40℃。', '气温降到 −40℃。'],
    ['ja', '気温は氷点下40℃です。', '気温は −40℃です。'],
  ])('%s: %s follows from %s', (language, sentence, stated) => {
    expect(check(sentence, stated, language)).toBe('follows');
  });

  test.each<[LanguageCode, string, string]>([
    ['de', 'Im Winter sinkt sie auf 40 °C.', 'Im Winter sinkt sie auf −40 °C.'],
    ['fr', "L'hiver y descend à 40 °C.", "L'hiver y descend à −40 °C."],
    ['zh', '冬天是 40℃。', '冬天是 −40℃。'],
  ])('%s: %s does not follow from %s', (language, sentence, stated) => {
    expect(check(sentence, stated, language)).toBe('number');
  });
});
