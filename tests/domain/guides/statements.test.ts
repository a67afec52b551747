import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { centralStatements, promisingStatements } from '../../../domain/guides/central-statements.js';
import type { GuideLanguage } from '../../../domain/guides/guide-language.js';
import { keyTerms } from '../../../domain/guides/key-terms.js';
import { type Statement, statementsOf } from '../../../domain/guides/statements.js';
import { wordVectors } from '../../../domain/guides/vectors.js';
import { sentencesOfPages } from '../../../domain/text/chunking.js';
import { loadGuideLanguages } from '../../../services/content/load-guide-languages.js';

let languages: Map<string, GuideLanguage>;
beforeAll(async () => {
  languages = new Map((await loadGuideLanguages()).map((language) => [language.language, language]));
});

const statementsIn = (text: string, language = 'en') =>
  statementsOf(
    sentencesOfPages([{ pageNo: 1, text }]).filter(({ isHeading }) => !isHeading),
    languages.get(language),
  );
const textsIn = (text: string) => statementsIn(text).map((statement) => statement.text);

describe('statements', () => {
  test('are sentences, notes and items of lists', () => {
    expect(textsIn('The sea rises\ntwice a day.\n\n- Copper: melting point 1085 °C\n- A cirque is a hollow.')).toEqual([
      'The sea rises twice a day.',
      'Copper: melting point 1085 °C',
      'A cirque is a hollow.',
    ]);
  });

  test.each([
    ['a question', 'What makes the sea rise twice a day?'],
    ['a row of a table', 'name | melting point | density\ncopper | 1085 °C | 8.96'],
    ['a fragment', 'and then it goes on for a while.'],
    ['figures', '12.5 33 % = 14 + (3 · 7) / 9 - 4.4.'],
    ['a word or two', 'See above.'],
    ['what is too long to be read at once', `It is ${'very '.repeat(100)}long.`],
  ])('are not %s', (_what, text) => {
    expect(statementsIn(text)).toEqual([]);
  });

  test.each([
    ['of 400 characters', `Seen ${'very '.repeat(78)}long.`, true],
    ['of 401 characters', `Seen ${'very '.repeat(78)}often.`, false],
    ['of four words', 'The sea rises twice.', true],
    ['of three words', 'The sea rises.', false],
    ['of which three of five signs are letters', 'Abc def ghi jkl ========', true],
    ['of which fewer are letters', 'Abc def ghi jkl =========', false],
  ])('may be %s: %s', (_what, text, may) => {
    expect(textsIn(text)).toEqual(may ? [text] : []);
  });

  test('say whether they rest on the one before, where the language is known', () => {
    const text = 'The Moon raises the tides. They come in twice a day.';
    expect(statementsIn(text).map(({ refersBack }) => refersBack)).toEqual([false, true]);
    expect(statementsIn(text, 'unknown').map(({ refersBack }) => refersBack)).toEqual([false, false]);
  });
});

const statement = (text: string, more: Partial<Statement> = {}): Statement => ({
  pageNo: 1,
  text,
  words: text.toLowerCase().split(/\W+/).filter(Boolean),
  isWhole: true,
  refersBack: false,
  ...more,
});

describe('central statements', () => {
  const pick = (texts: string[], max: number) => {
    const vectors = wordVectors(texts);
    return centralStatements(
      texts.map((text, at) => ({ ...statement(text), vector: vectors[at] ?? [] })),
      max,
    ).map(({ text }) => text);
  };

  test('say what most say, and not the same twice', () => {
    const picked = pick(
      [
        'The Moon raises the tides of the sea.',
        'The Moon raises the tides of the sea twice.',
        'Tides of the sea follow the Moon and the Sun.',
        'My cat likes fish from the market.',
      ],
      2,
    );
    expect(picked).toHaveLength(2);
    expect(picked).not.toContain('My cat likes fish from the market.');
    expect(picked).toContain('Tides of the sea follow the Moon and the Sun.');
  });

  test('are some of the given ones in their order, as many as asked for', () => {
    const vector = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(fc.array(vector, { maxLength: 20 }), fc.nat({ max: 10 }), (vectors, max) => {
        const given = vectors.map((own, at) => ({ ...statement(`s${at}`), vector: own }));
        const picked = centralStatements(given, max);
        expect(picked).toHaveLength(Math.min(max, given.length));
        expect(given.filter((one) => picked.includes(one))).toEqual(picked);
        const few = promisingStatements(given, max);
        expect(few).toHaveLength(Math.min(max, given.length));
        expect(given.filter((one) => few.includes(one))).toEqual(few);
      }),
    );
  });

  test('rather stand for themselves', () => {
    const same = { vector: [1, 0] };
    const [picked] = centralStatements(
      [
        { ...statement('It is pulled.', { refersBack: true }), ...same },
        { ...statement('The sea is pulled.'), ...same },
      ],
      1,
    );
    expect(picked?.text).toBe('The sea is pulled.');
  });
});

describe('key terms', () => {
  const termsIn = (text: string, language = 'en', headings: string[] = []) =>
    keyTerms(statementsIn(text, language), { headings, language: languages.get(language), max: 12 }).map(
      ({ term, statement: { text: definition } }) => [term, definition],
    );

  test.each([
    ['en', 'A moraine is a ridge of rubble.', 'moraine'],
    ['en', 'Power is the rate at which work is done.', 'Power'],
    ['en', 'Osmosis refers to the movement of water through a membrane.', 'Osmosis'],
    ['en', 'Copper: melting point 1085 °C, density 8.96', 'Copper'],
    ['de', 'Die Osmose ist eine Bewegung von Wasser durch eine Membran.', 'Osmose'],
    ['es', 'La ósmosis es un movimiento del agua por una membrana.', 'ósmosis'],
    ['fr', "L'osmose est un mouvement de l'eau à travers une membrane.", 'osmose'],
    ['pt', 'A osmose é um movimento da água através de uma membrana.', 'osmose'],
    ['ru', 'Осмос — это движение воды через мембрану клетки.', 'Осмос'],
    ['zh', '渗透作用是指水分子通过半透膜的扩散。', '渗透作用'],
    ['ja', '浸透とは水が膜を通って移動する現象である。', '浸透'],
    ['ar', 'التناضح هو انتقال الماء عبر غشاء الخلية.', 'التناضح'],
  ])('in %s: %s', (language, text, term) => {
    expect(termsIn(text, language)).toEqual([[term, text]]);
  });

  test('in a language whose verb comes last are headings that a sentence begins with', () => {
    const text = 'परासरण जल का झिल्ली से होकर जाना है।';
    expect(termsIn(text, 'hi', ['परासरण'])).toEqual([['परासरण', text]]);
  });

  test.each([
    ['a reason', 'The reason is that they act on different bodies.'],
    ['what was said before', 'This is a very important thing to know.'],
    ['a sentence about something', 'The drones are driven out in autumn.'],
    ['what happened', 'Louis was a prisoner. Louis was tried before the Convention.'],
    ['when it was', 'In the 1780s France is a populous country. France is large.'],
    ['a clause', 'If the string of the pendulum breaks, it is a free body.'],
  ])('are not %s', (_what, text) => {
    expect(termsIn(text)).toEqual([]);
  });

  test('come once each, the most spoken of first, in the order of their definitions', () => {
    const text =
      'A cell is a small room. A wall is a border. A cell is a thing that lives. The wall of a cell is thin. Every cell has a wall.';
    expect(termsIn(text).map(([term]) => term)).toEqual(['cell', 'wall']);
  });
});
