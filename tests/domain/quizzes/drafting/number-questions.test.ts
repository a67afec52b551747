import { describe, expect, test } from '@jest/globals';
import { composeQuestion } from '../../../../domain/quizzes/compose-question.js';
import type { DraftQuestion } from '../../../../domain/quizzes/draft-question.js';
import {
  type AskedNumber,
  askedNumbers,
  numberQuestions,
  wrongNumbers,
} from '../../../../domain/quizzes/drafting/number-questions.js';
import { gradeAnswer } from '../../../../domain/quizzes/grading/grade-answer.js';
import { readAnswer } from '../../../../domain/quizzes/grading/read-answer.js';
import { readText } from './reading.js';

const RIVER = '## Rivers\n\n';
const askedIn = (text: string, code = 'en'): AskedNumber[] => {
  const source = readText(RIVER + text, code);
  return askedNumbers(new Set(source.sentences), source);
};
const kindsIn = (text: string, code?: string): string[] =>
  askedIn(text, code).map(({ digits, kind }) => `${digits} ${kind}`);

const source = readText(`${RIVER}Glomma of Norway has a length of 621 km.`);
const made = (value: number, more: Partial<AskedNumber> = {}): AskedNumber => {
  const [sentence] = source.sentences;
  if (!sentence) throw new Error('no sentence');
  return { sentence, value, digits: `${value}`, start: 33, end: 36, kind: 'km', isRough: false, ...more };
};

describe('A number is asked for', () => {
  test.each([
    ['with its unit', 'Glomma of Norway has a length of 621 km.', ['621 km']],
    ['in meters though it looks like a year', 'The wreck of Magellan lies in 1500 meters of water.', ['1500 m']],
    ['in years', 'Olaf of Norway ruled for 40 years.', ['40 y']],
    ['but for years that may be mistaken for a year', 'The ice of Norway lost 40 m in 1500 years of sun.', ['40 m']],
    ['as a year of which something is told', 'In 1522 annual rings of Norway were small.', ['1522 year']],
    ['behind a word for a limit of something else', 'The way over the sea has 40 km in Norway.', ['40 km']],
    ['before a number of something else', 'A road of Norway leads 40 km to 3 farms.', ['40 km']],
    ['behind a year and a word', 'In 1522 the ships of Magellan carried 40 tons of cloves.', ['1522 year', '40 t']],
    ['within a parenthesis', 'Roads of Norway (a ride of 40 km) lead to Oslo.', ['40 km']],
    ['as a share of a year', 'In 2003 Norway sent 1 percent of its wool to Denmark.', ['1 %']],
    ['of a size of clothes', 'The shop of Oslo sells 40 tons of wool for sweaters of size 20XXL.', ['40 t']],
  ])('%s', (_, text, expected) => {
    expect(kindsIn(text)).toEqual(expected);
  });

  test.each([
    ['is compared', 'Glomma of Norway is 40 km longer than the Thames.'],
    ['is of a year without its last figures', 'The bakery of Norway sells 40 tons of bread in 20XX.'],
    ['is an example', 'Roads of Norway (a 40 km ride) lead to Oslo.'],
    ['stands twice', 'A road of Norway has 40 km of stone and 40 km of sand.'],
    ['has no unit', 'The fleet of Magellan had 40 men from Spain.'],
    ['has no unit and looks like a year', 'The fleet of Magellan had 1522 men from Spain.'],
    ['may be more', 'The fish of Norway weigh 40 kg or more on the boats.'],
    ['has a limit that stands farther before it', 'The nets of Norway hold at least a good old 40 kg of fish.'],
    ['begins a range in words', 'The roads of Norway have 10 to 40 km of stone.'],
    ['ends a range with blanks around its dash', 'The roads of Norway have 10 – 40 km of stone.'],
    ['ends a range with a long dash', 'The roads of Norway have 10—40 km of stone.'],
    ['begins or ends a range with its unit', 'The roads of Norway have 10 km – 40 km of stone.'],
    ['ends a range with a short dash', 'The roads of Norway have 10–40 km of stone.'],
    ['begins a range of shares', 'In Norway 10% to 40% of the farmers kept goats in 2003.'],
  ])('but not where it %s', (_, text) => {
    expect(kindsIn(text)).toEqual([]);
  });

  test.each(['—', ' – ', '~'])('but not where it begins a range with the sign %s', (sign) => {
    expect(kindsIn(`The roads of Norway have 10${sign}40 km of stone.`)).not.toContain('10 km');
  });

  test.each([
    ['6650', 'en', 6650],
    ['6,650', 'en', 6650],
    ['6.650', 'en', 6.65],
    ['6650', 'de', 6650],
    ['6.650', 'de', undefined],
    ['6,5', 'de', 6.5],
  ])('with the value that %s km has in the language %s', (digits, code, expected) => {
    const text = { en: `Glomma of Norway has a length of ${digits} km.`, de: `Glomma hat in Norwegen ${digits} km.` }[
      code
    ];
    expect(askedIn(text ?? '', code).map(({ value }) => value)).toStrictEqual(expected === undefined ? [] : [expected]);
  });

  test.each([
    ['de', 'Glomma hat in Norwegen eine Länge von rund 40 km.', []],
    ['de', 'Glomma hat in Norwegen genau 40 km.', ['40 km']],
    ['de', 'Wellington zahlte in London 40€ und ging.', ['40 eur']],
    ['de', 'Wellington zahlte in London 40 €.', ['40 eur']],
    ['de', 'Wellington zahlte in London €40.', []],
    ['de', 'Wellington zahlte in London €40, und das war viel.', []],
    ['en', 'The hat of Wellington cost €40.', ['40 eur']],
    ['en', 'The hat of Wellington cost €40, and its band was new.', ['40 eur']],
    ['de', 'Wellington kam vor 40 Jahren nach London.', []],
    ['de', 'Wellington kam vor genau 40 Jahren nach London.', []],
    ['de', 'Wellington blieb genau 40 Jahre in London.', ['40 y']],
  ])('with its unit, or not, in %s: %s', (code, text, expected) => {
    expect(kindsIn(text, code)).toEqual(expected);
  });
});

describe('A year is asked for', () => {
  test.each([
    ['in 1001', ['1001 year']],
    ['in 2099', ['2099 year']],
    ['in 1000', []],
    ['in 2100', []],
    ['in 1986.1', []],
    ['in the year (1522)', ['1522 year']],
    ['in 1522, 1700 men strong', ['1522 year']],
    ['from the fair of 1855 in 1856', []],
    ['with a Model 5 in 1985', ['1985 year']],
    ['with the 2017 annual report', []],
  ])('where it is one, and stands alone: home %s', (when, expected) => {
    expect(kindsIn(`A ship of Magellan came home ${when}.`)).toEqual(expected);
  });

  test('before what is of each year', () => {
    expect(kindsIn('In 2003 annual sales of wool in Norway fell.')).toEqual(['2003 year']);
  });
});

describe('A wrong number', () => {
  test.each([
    ['years are 3 apart', 'year', 1522, 1519, true],
    ['years are 3 apart', 'year', 1522, 1525, true],
    ['years are 2 apart', 'year', 1522, 1520, false],
    ['years are 2 apart', 'year', 1522, 1524, false],
    ['years are 400 apart', 'year', 1522, 1122, true],
    ['years are 400 apart', 'year', 1522, 1922, true],
    ['years are 401 apart', 'year', 1522, 1121, false],
    ['years are 401 apart', 'year', 1522, 1923, false],
    ['one is nearly 20 times the other', 'km', 100, 1999, true],
    ['one is 20 times the other', 'km', 100, 2000, false],
    ['one is more than a 20th of the other', 'km', 100, 5.1, true],
    ['one is a 20th of the other', 'km', 100, 5, false],
    ['one is 16 % more', 'km', 100, 116, true],
    ['one is 14 % more', 'km', 100, 114, false],
    ['one is 16 % less', 'km', 100, 84, true],
    ['one is 14 % less', 'km', 100, 86, false],
  ])('is far enough and not too far where %s: %s %d and %d', (_, kind, value, other, expected) => {
    expect(wrongNumbers(made(value, { kind }), [made(other, { kind })])).toHaveLength(expected ? 1 : 0);
  });

  test('is of the same kind, has another value than the rest, and is not in the sentence', () => {
    const fit = made(200);
    const others = [made(300, { kind: 'm' }), fit, made(200, { digits: '200.0' }), made(621)];
    expect(wrongNumbers(made(150), others)).toEqual([fit]);
  });

  test('is any three of the six nearest, in an order that hangs on the sentence', () => {
    const others = [80, 125, 20, 70, 30, 135, 60, 145].map((value) => made(value));
    const drawn = Array.from({ length: 40 }, (_, at) => {
      const number = made(100);
      const text = `Glomma has ${'a'.repeat(at + 1)} length.`;
      return wrongNumbers({ ...number, sentence: { ...number.sentence, text } }, others).map(({ value }) => value);
    });
    expect(new Set(drawn.map((values) => new Set(values).size))).toEqual(new Set([3]));
    expect([...new Set(drawn.flat())].toSorted((a, b) => a - b)).toEqual([60, 70, 80, 125, 135, 145]);
  });
});

describe('Questions for a number', () => {
  const says = 'The text says: “Glomma of Norway has a length of 621 km.”';
  const evidence = { quote: 'Glomma of Norway has a length of 621 km.' };
  const gapped = 'On “Rivers”. Which number belongs in the gap?\nGlomma of Norway has a length of ____ km.';

  test('are one to choose, where three others fit, and one to write', () => {
    const [choice, written, ...more] = numberQuestions([made(621)], [made(100), made(200), made(300)], source);
    const wrong = choice?.question.kind === 'single-choice' ? choice.question.wrong : [];
    expect(wrong.toSorted()).toEqual(['100', '200', '300']);
    expect(choice).toEqual({
      way: 'number',
      pageNo: 1,
      question: {
        ...{ kind: 'single-choice', difficulty: 'medium', stem: gapped, right: '621', wrong },
        ...{ explanation: says, evidence },
      },
    });
    expect(written).toEqual({
      way: 'number',
      pageNo: 1,
      question: {
        ...{ kind: 'numeric', difficulty: 'hard', stem: gapped, value: 621, unit: null, formula: 'stated' },
        ...{ tolerance: { absolute: 0, relative: 0.001 }, values: { stated: 621 }, explanation: says, evidence },
      },
    });
    expect(more).toEqual([]);
  });

  test('are none to choose where two others fit', () => {
    const kinds = numberQuestions([made(621)], [made(100), made(200)], source).map(({ question }) => question.kind);
    expect(kinds).toEqual(['numeric']);
  });

  test('are of percent for a share, which may be written with its sign or without', () => {
    const forests = readText('## Forests\n\nBy 1950 Norway had lost 37 % of its forests to the saws.');
    const drafts = numberQuestions(askedNumbers(new Set(forests.sentences), forests), [], forests);
    const [question] = drafts.flatMap((draft) => (draft.question.kind === 'numeric' ? [draft.question] : []));
    expect(question).toMatchObject({ value: 37, unit: '%', stem: expect.stringContaining('____ % of its forests') });
    const { form, key } = composeQuestion(question as DraftQuestion, (_, text) => text);
    const marks = ['37', '37 %', '37%', '37 percent', '0.37'].map((text) => {
      const read = readAnswer(form, { kind: 'numeric', text });
      return 'refusal' in read ? read.refusal : gradeAnswer(form, key, read.answer).mark;
    });
    expect(marks).toEqual([1, 1, 1, 1, 0]);
  });

  test('are only one to choose for a year', () => {
    const [year, ...others] = [1522, 1530, 1540, 1550].map((value) => made(value, { kind: 'year' }));
    const drafts = numberQuestions(year ? [year] : [], others, source);
    expect(drafts.map(({ way, question: { stem } }) => [way, stem])).toEqual([
      ['year', gapped.replace('number', 'year')],
    ]);
  });

  test.each([
    ['100', false, 0.05],
    ['99', false, 0.001],
    ['90', false, 0.001],
    ['101', false, 0.001],
    ['1500', false, 0.05],
    ['3,500', false, 0.05],
    ['1530', false, 0.001],
    ['621', true, 0.05],
    ['21', true, 0.05],
    ['1500', true, 0.05],
  ])('take %s, rough: %s, within %d of it', (digits, isRough, relative) => {
    const value = Number(digits.replace(',', ''));
    const [draft] = numberQuestions([made(value, { digits, isRough })], [], source);
    expect(draft?.question).toMatchObject({ tolerance: { absolute: 0, relative } });
  });
});
