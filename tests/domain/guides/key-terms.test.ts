import { describe, expect, test } from '@jest/globals';
import type { GuideLanguage } from '../../../domain/guides/guide-language.js';
import { keyTerms } from '../../../domain/guides/key-terms.js';
import type { Statement } from '../../../domain/guides/statements.js';
import { wordsOf } from '../../../domain/guides/words.js';

const english: GuideLanguage = {
  language: 'en',
  questions: { about: [], summary: [], points: [], first: [] },
  vocabulary: new Set(['main', 'reason', 'in', 'two', 'that', 'so', 'a', 'the']),
  ...{ wholes: [], keys: [], attached: [], numbers: [] },
  ...{ places: new Set(), pages: new Set() },
  defines: ['is', 'refers to', 'means'],
  articles: new Set(['a', 'the', 'l']),
  back: new Set(['it', 'such']),
  ask: { term: '{term}?', section: '{heading}?' },
};
const chinese = { ...english, defines: ['叫做', '是指'], articles: new Set<string>(), vocabulary: new Set<string>() };

const statement = (text: string, more: Partial<Statement> = {}): Statement => ({
  ...{ pageNo: 1, text, words: wordsOf(text), isWhole: true, refersBack: false },
  ...more,
});
interface Options {
  headings?: string[];
  language?: GuideLanguage | undefined;
  max?: number;
}
const termsIn = (texts: (string | Statement)[], { headings = [], max = 12, ...more }: Options = {}) =>
  keyTerms(
    texts.map((one) => (typeof one === 'string' ? statement(one) : one)),
    { headings, max, language: 'language' in more ? more.language : english },
  ).map(({ term, statement: { text } }) => [term, text]);
const termIn = (text: string, options: Options = {}) => termsIn([text], options).map(([term]) => term);

describe('a term', () => {
  test.each([
    ['Osmosis (water) is a flow.', ['Osmosis']],
    ['Osmosis(water) is a flow.', ['Osmosis']],
    ['Osmosis（water） is a flow.', ['Osmosis']],
    ['Iron(III)-oxide is a red powder.', ['Iron(III)-oxide']],
    ['**Osmosis**: how water moves', ['Osmosis']],
    ['“Osmosis” is a flow.', ['Osmosis']],
    ['The osmosis of water is a flow.', ['osmosis of water']],
    ["L'osmosis is a flow.", ['osmosis']],
    ['Second law of motion is a rule.', ['Second law of motion']],
    ['The second law of motion is a rule.', ['second law of motion']],
    ['Great second law of motion is a rule.', []],
    ['Once cut, grass is a fuel.', []],
    ['X 1 is a row.', []],
    ['Pi 1 is a row.', ['Pi 1']],
    ['Main reason is a matter of law.', []],
    ['Main memory is a store of data.', ['Main memory']],
    ['Two cells: small rooms', []],
    ['Two: a number', []],
    ['Cells in two: how they part', ['Cells in two']],
    ['Such cells: small rooms', []],
    ['Cells and such: small rooms', []],
    ['Osmosis refers to what is a flow.', ['Osmosis']],
    ['Osmosis is what refers to the flow.', []],
  ])('in %j is %j', (text, terms) => {
    expect(termIn(text)).toEqual(terms);
  });

  test('is what stands before the first of the words that define, whichever is listed first', () => {
    const language = { ...english, defines: ['refers to', 'is'] };
    expect(termIn('Osmosis refers to what is a flow.', { language })).toEqual(['Osmosis']);
    expect(termIn('Osmosis is a word that refers to water.', { language })).toEqual(['Osmosis']);
  });

  test('has 60 characters at most', () => {
    const [long, longer] = [`${'mo'.repeat(15)} ${'ra'.repeat(14)}n`, `${'mo'.repeat(15)} ${'ra'.repeat(15)}`];
    expect([long, longer].map(({ length }) => length)).toEqual([60, 61]);
    expect(termIn(`${long} is a word.`)).toEqual([long]);
    expect(termIn(`${longer} is a word.`)).toEqual([]);
  });

  test.each([
    ['渗透作用（osmosis）是指水的扩散。', ['渗透作用']],
    ['叫做渗透作用的是指水的扩散。', ['叫做渗透作用的']],
    ['植物细胞光合作用渗透作用是指扩散。', ['植物细胞光合作用渗透作用']],
    ['大植物细胞光合作用渗透作用是指扩散。', []],
  ])('in %s, where no spaces are, is %j', (text, terms) => {
    expect(termIn(text, { language: chinese })).toEqual(terms);
  });

  test('of a language that is not known is in notes only', () => {
    expect(termsIn(['Osmosis: how water moves', 'Power is a rate.'], { language: undefined })).toEqual([
      ['Osmosis', 'Osmosis: how water moves'],
    ]);
  });
});

describe('a definition', () => {
  test.each([
    ['rests on nothing before it', { refersBack: true }],
    ['is a whole sentence', { isWhole: false }],
  ])('%s, whether by its words or by a heading', (_what, more) => {
    expect(termsIn([statement('Power is a rate of work.', more)], { headings: ['Power'] })).toEqual([]);
    expect(termsIn([statement('Power comes with time.', more)], { headings: ['Power'] })).toEqual([]);
  });

  test('may be a note that is no sentence', () => {
    expect(termsIn([statement('Power: rate of work', { isWhole: false })])).toEqual([['Power', 'Power: rate of work']]);
    expect(termsIn([statement('Power: rate of work', { refersBack: true })])).toEqual([]);
  });

  test('is the first that says something of a term which others speak of', () => {
    const [first, second] = ['Power is measured in watts.', 'Power is made by turbines.'];
    expect(termsIn([first, second])).toEqual([['Power', first]]);
    expect(termsIn([first])).toEqual([]);
  });

  test('rather says what the term is, wherever it stands', () => {
    const [about, defines] = ['Power is measured in watts.', 'Power is the rate of work.'];
    expect(termsIn([about, defines])).toEqual([['Power', defines]]);
    expect(termsIn([defines, about, 'Power is a thing.'])).toEqual([['Power', defines]]);
    expect(termsIn(['Power comes with time.', defines], { headings: ['Power'] })).toEqual([['Power', defines]]);
  });

  test('does not go on with a common word', () => {
    expect(termsIn(['Power is that which works.', 'Power is so great.'])).toEqual([]);
  });

  test.each([
    ['Tides come in twice a day.', ['Tides']],
    ['Second law of motion says a lot.', ['Second law of motion']],
    ['The cell has a wall.', ['cell']],
    ['Cell is short for it.', ['Cell']],
    ['We see tides every day.', []],
  ])('begins with a heading: %s', (text, terms) => {
    expect(termIn(text, { headings: ['Second law of motion', 'Tides', 'The cell'] })).toEqual(terms);
  });
});

describe('key terms', () => {
  const [wall, door, cell] = ['A wall is a border.', 'A door is a hole.', 'A cell is a room.'];
  const more = ['Every cell has some door.', 'No cell lasts.'];

  test.each([
    [0, []],
    [1, [['cell', cell]]],
    [
      2,
      [
        ['door', door],
        ['cell', cell],
      ],
    ],
    [
      3,
      [
        ['wall', wall],
        ['door', door],
        ['cell', cell],
      ],
    ],
  ])('are at most %i, those that most is said of, in the order of their definitions', (max, expected) => {
    expect(termsIn([wall, door, cell, ...more], { max })).toEqual(expected);
  });

  test('are the first of those that as much is said of', () => {
    expect(termsIn([wall, door], { max: 1 })).toEqual([['wall', wall]]);
    const work = 'Work is a product.';
    const texts = ['Power is measured in watts.', work, 'Power is the rate of it.', 'Any work counts.'];
    expect(termsIn(texts, { max: 1 })).toEqual([['Work', work]]);
  });

  test.each([
    ['a heading counts double', ['Tides come in.', wall, 'Some wall of tides.'], ['Tides'], 'Tides'],
    ['a definition counts double', ['Tides come in.', wall, 'Some wall of tides.', 'The wall.'], ['Tides'], 'wall'],
  ])('%s', (_what, texts, headings, expected) => {
    expect(termsIn(texts, { headings, max: 1 }).map(([term]) => term)).toEqual([expected]);
  });

  test('are as often spoken of as the rarest of their words, once in each statement', () => {
    const texts = ['Cell wall is a border.', 'A cell, any cell, every cell.', door, 'Some door.'];
    expect(termsIn(texts, { max: 1 })).toEqual([['door', door]]);
  });
});
