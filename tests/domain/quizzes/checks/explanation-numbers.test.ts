import { describe, expect, test } from '@jest/globals';
import { checkExplanationNumbers } from '../../../../domain/quizzes/checks/explanation-numbers.js';
import type { DraftQuestion } from '../../../../domain/quizzes/draft-question.js';
import type { LanguageCode } from '../../../../domain/tutor/support/languages/language-data.js';
import { CONTEXT, fieldsOf, soundOf } from './sound.js';

const flawFor = (number: string) => [
  { check: 'explanation-numbers', field: 'explanation', message: `nothing else has its ${number}` },
];
const found = (question: DraftQuestion) => checkExplanationNumbers(question, CONTEXT);

describe('a number of an explanation', () => {
  test.each<[string, string, string, string | undefined]>([
    ['a share may be told in percent', 'Which part of it is 0.5 liters?', 'It is 50 % of what there is.', undefined],
    ['a double needs a number to add', 'How much does 12 kg come to?', 'It comes to 24 kg of them.', '24 kg'],
    ['a quotient has a unit of its own', 'How fast is 12 m in 5 s?', 'It is as fast as 2.4 m/s.', undefined],
    ['figures of a formula can be added', 'What is in C6H12O6?', 'It has 18 atoms beside oxygen.', undefined],
    ['figures of a formula can be subtracted', 'What is in C6H14?', 'It has 8 more of the second.', undefined],
    ['figures of a formula can be divided', 'What is in C6H12?', 'It has 2 of them for each.', undefined],
    ['figures of a formula give not everything', 'What is in C6H12?', 'It has 9 of them for each.', '9'],
  ])('follows from those of the stem: %s', (_, stem, explanation, strange) => {
    const question = { ...soundOf('single-choice'), stem, explanation, evidence: { quote: 'It is so of these.' } };
    expect(found(question)).toEqual(strange === undefined ? [] : flawFor(strange));
  });

  test.each<[string, string, string | undefined]>([
    ['It takes 120 minutes, as this part of the text says.', '2 hours', undefined],
    ['It takes 150 minutes, as this part of the text says.', '2 hours', '150 minutes'],
  ])(
    'may be that of the key in another unit, also behind a quote that ends in one: %s',
    (explanation, right, strange) => {
      const question: DraftQuestion = {
        ...{ ...soundOf('single-choice'), stem: 'How long does it take?', right, wrong: ['3 hours', '4 hours'] },
        ...{ explanation, evidence: { quote: 'It is told at length in chapter 7' } },
      };
      expect(found(question)).toEqual(strange === undefined ? [] : flawFor(strange));
    },
  );

  test.each<[LanguageCode, string, string, string | undefined]>([
    ['en', 'It is so of 30 of these.', 'Whoever lived then did so for 1,500 years.', '1,500 years'],
    ['en', 'It is so of 1,500 of these.', 'Of them there were 1500 in all the cells.', undefined],
    ['de', 'So ist es mit 30 von ihnen.', 'Wer das misst, findet eine Länge von 1,73 m.', '1,73 m'],
    ['de', 'So ist es mit 1,73 m von ihnen.', 'Wer das misst, findet eine Länge von 1,73 m.', undefined],
  ])(
    'is one with its thousands or its decimals, and not their parts: %s, %s %s',
    (language, quote, explanation, strange) => {
      const question = { ...soundOf('single-choice'), stem: quote, explanation, evidence: { quote } };
      const flaws = checkExplanationNumbers(question, { ...CONTEXT, language });
      expect(flaws).toEqual(strange === undefined ? [] : flawFor(strange));
    },
  );

  test('may stand in what else of the source the question rests on', () => {
    const question = { ...soundOf('short-text'), explanation: 'Of these there are 37 in all of the cells.' };
    const { quote } = question.evidence;
    expect(found(question)).toEqual(flawFor('37'));
    expect(found({ ...question, evidence: { quote, further: ['There are 37.'] } })).toEqual([]);
  });

  test.each<[string, boolean]>([
    ['It has 1 ring and 0 nuclei.', false],
    ['It has 3 of them.', true],
    ['It has 12 of them.', false],
    // 12 and 4: their sum, difference, product, share and squares.
    ['It has 16, 8, 48, 144 and 3 of them.', false],
    ['It is read as UTF-8, by Apollo-11.', false],
    ['It has 17 of them.', true],
    ['It has seventeen of them.', false],
  ])('stems from nowhere: %s: %s', (explanation, isFound) => {
    const stem = explanation.includes('3 of them') && isFound ? 'What is there of 12?' : 'What is there of 12 and 4?';
    expect(fieldsOf(found({ ...soundOf('single-choice'), stem, explanation }))).toEqual(isFound ? ['explanation'] : []);
  });
});

describe('a number of the explanation of a calculation', () => {
  const numeric = (over: Partial<Extract<DraftQuestion, { kind: 'numeric' }>>): DraftQuestion => ({
    ...{ ...soundOf('numeric'), stem: 'Which of 7, 11 and 90 is the largest?', value: 90, unit: null },
    ...{ formula: 'c', values: { a: 7, b: 11, c: 90 }, evidence: { quote: 'It is so of these.' } },
    ...over,
  });

  test.each<[string, string | undefined]>([
    ['Whoever adds all of them gets 108.', undefined],
    ['Whoever takes the mean gets 36.', undefined],
    ['Whoever takes the product gets 6,930.', undefined],
    ['Whoever takes all of them gets 110.', '110'],
    ['Whoever takes the mean gets 324.', '324'],
    ['Whoever takes the product gets 6,942.', '6,942'],
  ])('may be the sum, the mean or the product of all values: %s', (explanation, strange) => {
    expect(found(numeric({ explanation }))).toEqual(strange === undefined ? [] : flawFor(strange));
  });

  test.each<[string, string | undefined]>([
    ['To the nearest whole number it is 5.', undefined],
    ['To the nearest whole number it is 8.', '8'],
    ['Told in thousandths it is 4500.', undefined],
    ['Told in thousandths it is 4,500.', undefined],
    ['Told with a decimal it is 4.6.', '4.6'],
  ])('may be rounded, and half a unit is rounded up: %s', (explanation, strange) => {
    const halves = numeric({ stem: 'What is 9 by 2?', value: 4.5, formula: 'a / b', values: { a: 9, b: 2 } });
    expect(found({ ...halves, explanation })).toEqual(strange === undefined ? [] : flawFor(strange));
  });

  test('follows from the values even where the formula cannot be read', () => {
    const broken = numeric({ formula: 'sqrt(', values: { side: 37.2, edge: 90.4 } });
    expect(found({ ...broken, explanation: 'The side of it is 37 in whole numbers.' })).toEqual([]);
    expect(found({ ...broken, explanation: 'The side of it is 41 in whole numbers.' })).toEqual(flawFor('41'));
  });

  test('does not come from nothing where there are no values', () => {
    const bare = numeric({ stem: 'How many are there?', value: 8, formula: '8', values: {} });
    expect(found({ ...bare, explanation: 'There are 1000 of them elsewhere.' })).toEqual(flawFor('1000'));
    expect(found({ ...bare, explanation: 'There are 8 of them, as it is said.' })).toEqual([]);
  });

  test.each<[string, boolean]>([
    ['Its edge is the root of 3, about 1.73 m.', false],
    ['Its edge is about 1.7 m.', false],
    ['Its edge is about 1.74 m.', true],
    ['Its edge is 1732 mm.', false],
    ['In all 7 are added, 3.5 in the mean, and 12 as a product.', false],
  ])('is a flaw unless it comes out on the way: %s: %s', (explanation, isFound) => {
    const question = numeric({
      ...{ stem: 'How much is it for 3 and 4?', value: 8, unit: 'm', explanation },
      ...{ formula: 'sqrt(a) * 0 + 2 * b', values: { a: 3, b: 4 } },
    });
    expect(fieldsOf(found(question))).toEqual(isFound ? ['explanation'] : []);
  });
});
