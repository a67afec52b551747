import { describe, expect, test } from '@jest/globals';
import type { Drafted } from '../../../../domain/quizzes/drafting/drafted.js';
import { labelQuestions, stepQuestions } from '../../../../domain/quizzes/drafting/order-questions.js';
import { readText } from './reading.js';

/** Reads a text as the seventh page of a source. */
const read = (text: string, code?: string) => readText(text, code, { pageNo: 7 });

const orderedIn = (drafts: readonly Drafted[]) =>
  drafts.map(({ question }) => (question.kind === 'ordering' ? question.items : []));
const list = (...items: string[]) => items.map((item) => `- ${item}`).join('\n');

describe('steps of a list', () => {
  const PHASES = [
    'Prophase: the threads of the cell coil up.',
    'Metaphase: the threads line up in a row.',
    'Anaphase: the threads are drawn apart.',
    'Telophase: two new cells are closed off.',
    'Pause of the cell: nothing can be seen for hours.',
    'Growth: the cells become large again.',
    'Death: the cells are taken apart at last.',
  ];
  const labels = ['Prophase', 'Metaphase', 'Anaphase', 'Telophase', 'Pause of the cell', 'Growth', 'Death'];
  const steps = (items: readonly string[], heading = 'Cells', before = 'The work has these stages:', dot = ')') =>
    stepQuestions(
      read(`## ${heading}\n\n${before}\n\n${items.map((item, at) => `${at + 1}${dot} ${item}`).join('\n')}`),
    );

  test('are asked for by their labels, with every item as evidence', () => {
    expect(steps(PHASES.slice(0, 3))).toEqual([
      {
        way: 'steps',
        pageNo: 7,
        question: {
          kind: 'ordering',
          difficulty: 'medium',
          stem: 'On “Cells”. Put these in their order, from the first to the last.',
          items: ['Prophase', 'Metaphase', 'Anaphase'],
          explanation: 'The text says: “Prophase → Metaphase → Anaphase”',
          evidence: { quote: PHASES[0], further: [PHASES[1], PHASES[2]] },
        },
      },
    ]);
  });

  test.each([2, 3, 4, 5, 6, 7])('are asked for where they are three to six: %i', (count) => {
    expect(orderedIn(steps(PHASES.slice(0, count)))).toEqual(count < 3 || count > 6 ? [] : [labels.slice(0, count)]);
  });

  test('are asked for where a dot follows their numbers', () => {
    expect(steps(PHASES.slice(0, 3), undefined, undefined, '.')).toEqual(steps(PHASES.slice(0, 3)));
  });

  test('are told to be steps by the heading or by the introduction', () => {
    const items = PHASES.slice(0, 3);
    expect(steps(items, 'Phases of a cell', 'Look at a cell:')).toHaveLength(1);
    expect(steps(items, 'Cells', 'Look at a cell:')).toEqual([]);
  });

  test('are not asked for below a heading of exercises, nor where an item has no label', () => {
    expect(steps(PHASES.slice(0, 3), 'Exercises')).toEqual([]);
    expect(steps([...PHASES.slice(0, 3), 'The cell then has a long rest.'])).toEqual([]);
    expect(steps([...PHASES.slice(0, 3), 'The new cell is old: it has a long rest.'])).toEqual([]);
  });

  test('have 300 characters of the first item as their quote', () => {
    const first = `Prophase: ${'the threads of the cell coil up and '.repeat(10)}rest.`;
    const [question] = steps([first, ...PHASES.slice(1, 3)]);
    expect(question?.question.evidence).toEqual({ quote: first.slice(0, 300), further: [PHASES[1], PHASES[2]] });
  });
});

describe('labels of a list with what is said of them', () => {
  const TERMS = [
    'Ayni: help of one family for another',
    'Chasqui: a runner with messages of the king',
    'Quipu: strings with knots that count',
  ];
  const pairs = [
    ['Ayni', 'help of one family for another'],
    ['Chasqui', 'a runner with messages of the king'],
    ['Quipu', 'strings with knots that count'],
  ];
  const matched = (text: string, code?: string) =>
    labelQuestions(read(text, code)).map(({ question }) => (question.kind === 'matching' ? question.pairs : []));
  const besides = (item: string) => matched(`## Peru\n\n${list(...TERMS, item)}`)[0]?.slice(3);

  test('are one question with every item as evidence', () => {
    const [first, ...further] = TERMS;
    expect(labelQuestions(read(`## Peru\n\n${list(...TERMS)}`))).toEqual([
      {
        way: 'labels',
        pageNo: 7,
        question: {
          kind: 'matching',
          difficulty: 'easy',
          stem: 'On “Peru”. Match each term with what is said of it.',
          pairs,
          explanation:
            'Ayni: help of one family for another. Chasqui: a runner with messages of the king. Quipu: strings with knots that count.',
          evidence: { quote: first, further },
        },
      },
    ]);
  });

  test('are five pairs at most, explained in 400 characters', () => {
    const said = ['a long way', 'a high wall', 'a cold lake', 'a deep mine', 'a wide road', 'a dark town'];
    const labels = ['Alba', 'Bonn', 'Chur', 'Dole', 'Erfurt', 'Fulda'];
    const items = said.map((one) => one.padEnd(150, 'm'));
    const text = `## Places\n\n${list(...labels.map((label, at) => `${label}: ${items[at]}.`))}`;
    const [question] = labelQuestions(read(text));
    const all = labels.map((label, at) => [label, items[at]]);
    expect(question?.question).toMatchObject({
      pairs: all.slice(0, 5),
      explanation: all
        .slice(0, 3)
        .map(([label, one]) => `${label}: ${one}.`)
        .join(' ')
        .slice(0, 400),
    });
  });

  test('are explained by the first three of them', () => {
    const [question] = labelQuestions(read(`## Peru\n\n${list(...TERMS, 'Chullo: a cap of wool')}`));
    expect(question?.question.explanation).toBe(pairs.map(([label, said]) => `${label}: ${said}.`).join(' '));
  });

  test('have 300 characters of the first item as their quote, whatever that is', () => {
    const first = `Cusco: ${'the town of the kings of the south and '.repeat(9)}more.`;
    const [question] = labelQuestions(read(`## Peru\n\n${list(first, ...TERMS)}`));
    expect(question?.question).toMatchObject({ pairs, evidence: { quote: first.slice(0, 300), further: TERMS } });
  });

  test.each([
    ['has no label', 'A long bridge of ropes leads there'],
    ['has a label of five words', 'Bridge of ropes and wood: a way over a deep river'],
    ['says too little', 'Chullo: cap of wool'],
    ['says too much', `Chullo: ${'a cap of wool'.padEnd(151, 'm')}`],
    ['breaks off', 'Chullo: a cap of the people in group B'],
    ['has its label again', 'Wool caps: what a man with many caps wears'],
    ['has its label again in another form', 'Llamas: each llama that bears a load'],
    ['has its label again in capitals', 'LLAMAS: each LLAMA that bears a load'],
  ])('leave out an item that %s', (_, item) => {
    expect(besides(item)).toEqual([]);
  });

  test.each([
    [
      'a label of four words',
      'Bridge of the ropes: a way over a deep river',
      'Bridge of the ropes',
      'a way over a deep river',
    ],
    ['twelve characters', 'Chullo: caps of wool', 'Chullo', 'caps of wool'],
    ['150 characters', `Chullo: ${'a cap of wool'.padEnd(150, 'm')}`, 'Chullo', 'a cap of wool'.padEnd(150, 'm')],
    ['points in it', 'Chullo: a cap with 3.5 pounds of wool.', 'Chullo', 'a cap with 3.5 pounds of wool'],
    ['a number at its end', 'Chullo: a cap for a head of size 12', 'Chullo', 'a cap for a head of size 12'],
    [
      'a short word of its label',
      'Ice age: a time in which much ice lay on the land',
      'Ice age',
      'a time in which much ice lay on the land',
    ],
  ])('have an item with %s', (_, item, label, said) => {
    expect(besides(item)).toEqual([[label, said]]);
  });

  test('may have a space before the colon', () => {
    const items = ['Au : un métal de couleur jaune', 'Fe : un métal qui devient rouge', 'Pb : un métal lourd et mou'];
    const said = items.map((item) => item.split(' : '));
    expect(matched(`## Les métaux\n\n${list(...items)}`, 'fr')).toEqual([said]);
  });

  test.each([
    ['Handout A', 'Handout B', 'Handout C'],
    ['Tip 10', 'Tip 11', 'Tip 12'],
    ['Part II', 'Part III', 'Part IV'],
    ['Tip 1', 'Tip 2', 'Summary'],
  ])('are none where they only count: %s, %s, %s', (...labels) => {
    const items = labels.map((label, at) => `${label}: ${pairs[at]?.[1]}`);
    expect(labelQuestions(read(`## Peru\n\n${list(...items)}`))).toEqual([]);
  });

  test.each([
    ['Vitamin D', 'Factor X', 'Protein C'],
    ['Red blood', 'Red bone', 'Red brick'],
  ])('are terms where they do not count on: %s, %s, %s', (...labels) => {
    const items = labels.map((label, at) => `${label}: ${pairs[at]?.[1]}`);
    expect(matched(`## Peru\n\n${list(...items)}`)).toEqual([labels.map((label, at) => [label, pairs[at]?.[1]])]);
  });

  test('are none of two items, nor below a heading of exercises, nor of lines that are no items', () => {
    expect(matched(`## Peru\n\n${list(...TERMS.slice(0, 2))}`)).toEqual([]);
    expect(matched(`## Exercises\n\n${list(...TERMS)}`)).toEqual([]);
    expect(matched(`## Peru\n\n${TERMS.join('.\n')}.`)).toEqual([]);
  });

  test('are of one list, which ends at a heading and where three sentences go on', () => {
    const [first = '', second = '', third = ''] = TERMS;
    const [one, two, three] = ['Lima lies on the coast.', 'Cusco lies in the south.', 'Puno lies on a lake.'];
    const matchedWith = (between: string) =>
      matched(`## Peru\n\n${list(first, second)}\n\n${between}\n\n${list(third)}`);
    expect(matchedWith(`${one} ${two}`)).toEqual([pairs]);
    expect(matchedWith(`${one} ${two} ${three}`)).toEqual([]);
    expect(matchedWith('## Chile')).toEqual([]);
    expect(matched(`## Peru\n\n${list(...TERMS)}\n\n## Chile\n\n${list(...TERMS)}`)).toEqual([pairs, pairs]);
  });
});
