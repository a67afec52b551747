import { describe, expect, test } from '@jest/globals';
import { type SourceTerm, termsOf } from '../../../../domain/quizzes/drafting/terms.js';
import { readText } from './reading.js';

const found = (text: string, code = 'en', marked: readonly string[] = []): SourceTerm[] =>
  termsOf(readText(text, code, { marked }));
const words = (text: string, code = 'en', marked: readonly string[] = []): string[] =>
  found(text, code, marked).map(({ term }) => term);
const list = (...items: string[]): string => `## Words\n\n${items.map((item) => `- ${item}`).join('\n')}`;

describe('What a source puts forward as a term', () => {
  test.each([
    ['osmosis', 'a word'],
    ['DNA', 'three letters'],
    ['skeletal muscle tissue', 'three words'],
    ['vitamin D', 'one long word beside a letter'],
    ['lysosome', 'a word that only begins as adverbs end'],
    ['family tree', 'a name that begins as adverbs end'],
    ['process theory', 'a word of no subject beside another'],
    ['central neuron', 'a common word beside another'],
    ['night people', 'a word for some behind another'],
    ['Chagas’ disease', 'a name with an apostrophe'],
    ['beta-carotene', 'a name with a hyphen'],
    ['vitamin B12', 'a name with a figure'],
    ['naïve cell', 'a name with an accent'],
    ['nai\u0308ve cell', 'an accent of its own'],
  ])('is one: %s, %s', (term) => {
    expect(words(`Around here ${term} grew slowly near old walls.`, 'en', [term])).toEqual([term]);
  });

  test.each([
    ['smooth skeletal muscle tissue', 'four words'],
    ['pH', 'two letters'],
    ['3D printing', 'a figure first'],
    ['plasma/serum', 'two names in one'],
    ['(plasma', 'a mark first'],
    ['osmosis!', 'a mark last'],
    ['cause of death', 'a word of grammar'],
    ['unable cell', 'a denial'],
    ['nine plates', 'a number first'],
    ['slowly', 'an adverb'],
    ['examples', 'what a sentence begins with that goes on'],
    ['divide line', 'a task'],
    ['people', 'a word for some'],
    ['process', 'a word of no subject'],
    ['central document', 'words of every text'],
    ['fifteenth', 'an ordinal'],
    ['quadruple', 'a factor'],
    ['fifteenth hundred', 'words of counting'],
    ['granite', 'a word that the text does not have'],
  ])('is none: %s, %s', (term) => {
    const said = term === 'granite' ? 'basalt' : term;
    expect(words(`Around here ${said} grew near old walls.`, 'en', [term])).toEqual([]);
  });

  test('is one in German, where endings tell no adverbs, and none in Spanish where they do', () => {
    expect(words('Durch die Wand geht Osmose sehr schnell.', 'de', ['Osmose'])).toEqual(['Osmose']);
    expect(words('Las plantas crecen lentamente cerca del agua.', 'es', ['lentamente'])).toEqual([]);
  });

  test('is found in the first sentence that has it as a whole word', () => {
    const text =
      'Bedrock lies deep under Oslo. Rock lies deep under Rome. There is rock under Lima. No rock-salt here.';
    const [term] = found(text, 'en', ['rock']);
    expect(term).toMatchObject({ at: 9, found: 'marked', sentence: { text: 'There is rock under Lima.' } });
    expect(found(text, 'en', ['Rock'])[0]).toMatchObject({ at: 0, sentence: { text: 'Rock lies deep under Rome.' } });
  });

  test('is one in all its forms, and two where its words are joined', () => {
    const text = 'Around here a plate moved under other plates. Old sea shell and seashell lay there.';
    expect(words(text, 'en', ['plates', 'plate'])).toEqual(['plates']);
    expect(words(text, 'en', ['sea shell', 'seashell'])).toEqual(['sea shell', 'seashell']);
  });
});

describe('A name that a sentence gives', () => {
  test.each([
    ['Water that goes through a wall is called osmosis.', 'en', 'osmosis', 41],
    ['Water that goes through a wall is called Osmosis, and it needs no power.', 'en', 'Osmosis', 41],
    ['Part of the brain (known as the hippocampus) holds what was learned.', 'en', 'hippocampus', 32],
    ['This is named gray matter; nerve fibers run below it.', 'en', 'gray matter', 14],
    ['Le passage de ce liquide est appelé osmose, et il est lent.', 'fr', 'osmose', 36],
    ['Der Weg dieser Flüssigkeit heißt Osmose, und er ist lang.', 'de', 'Osmose', 33],
    ['Cells that move bones are termed skeletal muscle tissue.', 'en', 'skeletal muscle tissue', 33],
    ['El agua que pasa por la pared se denomina la ósmosis.', 'es', 'ósmosis', 45],
    ['Das Wasser in der Wand nennt man die Osmose.', 'de', 'Osmose', 37],
  ])('stands behind it: %s', (text, code, term, at) => {
    expect(found(text, code)).toMatchObject([{ term, at, found: 'named', isCommon: true }]);
  });

  test.each([
    ['before another word', 'Water that goes through a wall is called osmosis when it is slow.'],
    ['of four words', 'Cells that move bones are called smooth skeletal muscle tissue.'],
    ['inside a word', 'Farmers recalled osmosis. People miscalled fermentation.'],
  ])('is no term %s', (_, text) => {
    expect(words(text)).toEqual([]);
  });

  test('is found as often as a sentence gives one', () => {
    expect(words('One is called osmosis, the other is called convection, and both are slow.')).toEqual([
      'osmosis',
      'convection',
    ]);
  });

  test('counts more than that the source puts it forward', () => {
    const text = 'Roots of plants need osmosis. Water that goes through a wall is called osmosis.';
    expect(found(text, 'en', ['osmosis'])).toMatchObject([{ found: 'named', sentence: { text: text.slice(30) } }]);
  });
});

test('Terms stand in the order of their sentences, however each was found', () => {
  const text =
    'Near Oslo granite lies bare. Convection is the flow of heat. Slow flow is called osmosis. Now heat drives convection.';
  expect(words(text, 'en', ['granite'])).toEqual(['granite', 'Convection', 'osmosis']);
});

describe('What a sentence begins with and says what it is', () => {
  test.each([
    ['spoken of again', 'Osmosis is the flow of water. Roots need much osmosis.', ['Osmosis']],
    ['with a dash far behind it', 'Osmosis is the flow of water – a slow one. Roots need much osmosis.', ['Osmosis']],
    ['spoken of once', 'Osmosis is the flow of water. Roots need warm soil.', []],
    [
      'written otherwise in its heading',
      '## Oxbow Lakes\n\nOxbow lakes lie beside an old river. Most oxbow lakes dry up.',
      [],
    ],
  ])('is a term where it is %s', (_, text, terms) => {
    expect(words(text)).toEqual(terms);
  });

  const CELLS = ['Prophase: the threads coil up', 'Metaphase: the threads line up', 'Anaphase: the threads part'];
  const also = (item: string) => words(list(...CELLS.slice(0, 2), item)).slice(2);

  test('is a term as the label of a list of three', () => {
    expect(words(list(...CELLS))).toEqual(['Prophase', 'Metaphase', 'Anaphase']);
    expect(words(list(...CELLS).replaceAll(': ', ' – '))).toEqual(['Prophase', 'Metaphase', 'Anaphase']);
    expect(found(list(...CELLS))).toMatchObject(Array(3).fill({ at: 0, found: 'defined', isLabel: true }));
  });

  test.each([
    ['two', list(...CELLS.slice(0, 2))],
    ['two beside a sentence', `${list(...CELLS.slice(0, 2))}\n\nThe cell then rests for the night.`],
    ['two below its heading', `${list(...CELLS.slice(0, 2))}\n\n## Ends\n\n- ${CELLS[2]}`],
    [
      'two beside a sentence with a colon far behind',
      `${list(...CELLS.slice(0, 2))}\n\nThe walls of the cells of plants do two things for it: hold and filter.`,
    ],
  ])('is none as a label of %s', (_, text) => {
    expect(words(text)).toEqual([]);
  });

  test.each([
    ['Point 2: the threads part and move'],
    ['Point 12: the threads part and move'],
    ['Injustices: The Supreme Court’s History of Nation Building'],
  ])('is none as a label that only counts, or is a title: %s', (item) => {
    expect(also(item)).toEqual([]);
  });

  test.each([
    ['Apollo 11 mission: a flight of three men to the rocks', 'Apollo 11 mission'],
    ['Vitamin D: what the skin makes in the light', 'Vitamin D'],
    ['Great Barrier Reef: corals near Australia', 'Great Barrier Reef'],
    ['Peatland: a wet meadow with water, as in Scotland', 'Peatland'],
    ['Lagoon: water near Northern Australia', 'Lagoon'],
    ['Tar: a way to fix up the old sea hut', 'Tar'],
    ['Strands: mRNA and tRNA and rRNA within cells', 'Strands'],
  ])('is a term as a label with some names behind it: %s', (item, term) => {
    expect(also(item)).toEqual([term]);
  });

  test('is a term as a label in German, where all nouns have capitals', () => {
    const german = ['Zellkern: Träger der Gene', 'Wand: Hülle der Zelle', 'Plasma: Inhalt der Zelle'];
    expect(words(list(...german), 'de')).toEqual(['Zellkern', 'Wand', 'Plasma']);
  });
});
