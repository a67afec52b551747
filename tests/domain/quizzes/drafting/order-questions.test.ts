import { describe, expect, test } from '@jest/globals';
import type { Drafted } from '../../../../domain/quizzes/drafting/drafted.js';
import { otherNumbers } from '../../../../domain/quizzes/drafting/number-questions.js';
import { eventQuestions } from '../../../../domain/quizzes/drafting/order-questions.js';
import { readText } from './reading.js';

/** Reads a text as the seventh page of a source. */
const read = (text: string, code?: string) => readText(text, code, { pageNo: 7 });

const orderedIn = (drafts: readonly Drafted[]) =>
  drafts.map(({ question }) => (question.kind === 'ordering' ? question.items : []));

describe('events in the order of their years', () => {
  const drafted = (text: string, code?: string) => {
    const source = read(text, code);
    return eventQuestions(otherNumbers(source), source);
  };
  const DIAS = 'In 1488 Bartolomeu Dias rounded the tip of Africa.';
  const GAMA = 'Vasco da Gama reached the coast of India in 1498.';
  const [dias, gama] = ['Bartolomeu Dias rounded the tip of Africa', 'Vasco da Gama reached the coast of India'];
  const besides = (text: string) => orderedIn(drafted(`${DIAS} ${GAMA} ${text}`))[0]?.[2];
  const long = (length: number) => 'Willem Janszoon sailed to Java'.padEnd(length, 'a');

  test('are one question with the years and all sentences behind it', () => {
    const [tasman, magellan] = ['In 1642 Abel Tasman saw an island.', 'In 1522, Magellan came home to Spain.'];
    expect(drafted([GAMA, DIAS, tasman, magellan].join(' '))).toEqual([
      {
        way: 'events',
        pageNo: 7,
        question: {
          kind: 'ordering',
          difficulty: 'medium',
          stem: 'Put these events in order, the earliest first.',
          items: [dias, gama, 'Magellan came home to Spain', 'Abel Tasman saw an island'],
          explanation: `1488: ${dias}. 1498: ${gama}. 1522: Magellan came home to Spain. 1642: Abel Tasman saw an island.`,
          evidence: { quote: DIAS, further: [GAMA, magellan, tasman] },
        },
      },
    ]);
  });

  test.each([
    [2, []],
    [3, [3]],
    [4, [4]],
    [6, [4]],
    [7, [4, 3]],
    [16, [4, 4, 4]],
  ])('of %i are asked in three questions of three or four at most', (count, sizes) => {
    const events = Array.from({ length: count }, (_, at) => `In ${1500 + 7 * at} Magellan reached an island of Asia.`);
    expect(orderedIn(drafted(events.join(' '))).map(({ length }) => length)).toEqual(sizes);
  });

  test('have a year of their own each, which may be the next', () => {
    expect(orderedIn(drafted(`${DIAS} ${GAMA} In 1489 Cabral left for Brazil.`))).toEqual([
      [dias, 'Cabral left for Brazil', gama],
    ]);
    expect(drafted(`${DIAS} ${GAMA} In 1488 Cabral left for Brazil.`)).toEqual([]);
  });

  test.each([
    ['counts days', 'In 300 days Willem Janszoon reached Australia.'],
    ['has a second year', 'In 1606 Willem Janszoon reached Australia, and again in 1623.'],
    ['has a number that may be a year', 'In 1606 Willem Janszoon reached Australia with 1001 sailors.'],
    ['has another that may be a year', 'In 1606 Willem Janszoon reached Australia with 2099 sailors.'],
    ['has a number that may be read as a thousand', 'In 1606 Willem Janszoon reached Australia with 1,500 sailors.'],
    ['needs its year', 'Since 1606 Willem Janszoon is known in Europe.'],
    ['gives the year of its subject', 'The Battle of Kosovo in 1389 serves as a center of identity.'],
    ['names nobody', 'In 1606 the old ship reached an island.'],
    ['has three words without its year', 'In 1606 Willem Janszoon returned.'],
    ['has 121 characters without its year', `In 1606 ${long(121)}.`],
  ])('are none of a sentence that %s', (_, text) => {
    expect(drafted(`${DIAS} ${GAMA} ${text}`)).toEqual([]);
  });

  test.each([
    [
      'with 1000 sailors',
      'In 1606 Willem Janszoon reached Java with 1000 men.',
      'Willem Janszoon reached Java with 1000 men',
    ],
    [
      'with 2100 sailors',
      'In 1606 Willem Janszoon reached Java with 2100 men.',
      'Willem Janszoon reached Java with 2100 men',
    ],
    ['of four words', 'In 1606 Willem Janszoon came home.', 'Willem Janszoon came home'],
    ['of 120 characters', `In 1606 ${long(120)}.`, long(120)],
    [
      'with points and commas',
      'Willem Janszoon reached Java in 1606, with 3.5 tons of rice, salt and tea.',
      'Willem Janszoon reached Java with 3.5 tons of rice, salt and tea',
    ],
    [
      'with commas alone',
      'Willem Janszoon reached Java in 1606 with rice, salt and tea.',
      'Willem Janszoon reached Java with rice, salt and tea',
    ],
  ])('may be %s', (_, text, item) => {
    expect(besides(text)).toBe(item);
  });

  test('are cut between words in the explanation, where four have over 87 characters', () => {
    const explained = (length: number) =>
      drafted(`${DIAS} ${GAMA} In 1522 ${long(length)}. In 1642 Abel Tasman saw an island.`)[0]?.question.explanation;
    const around = (event: string) => `1488: ${dias}. 1498: ${gama}. 1522: ${event}. 1642: Abel Tasman saw an island.`;
    expect(explained(87)).toBe(around(long(87)));
    expect(explained(88)).toBe(around('Willem Janszoon sailed to …'));
  });

  test.each([
    [
      'de',
      'Dias umrundete im Jahr 1488 die Spitze von Afrika. Gama erreichte im Jahre 1498 die Küste. Magellan erreichte im Jahr 1522 wieder Spanien.',
      ['Dias umrundete die Spitze von Afrika', 'Gama erreichte die Küste', 'Magellan erreichte wieder Spanien'],
    ],
    [
      'es',
      'En 1488, Dias rodeó el sur de África. En 1498 Gama llegó a la India. Magallanes fue a España en 1522.',
      ['Dias rodeó el sur de África', 'Gama llegó a la India', 'Magallanes fue a España'],
    ],
  ])('are told without their years in %s', (code, text, items) => {
    expect(orderedIn(drafted(text, code))).toEqual([items]);
  });
});
