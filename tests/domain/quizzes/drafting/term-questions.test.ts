import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Drafted } from '../../../../domain/quizzes/drafting/drafted.js';
import { termQuestions } from '../../../../domain/quizzes/drafting/term-questions.js';
import type { SourceTerm } from '../../../../domain/quizzes/drafting/terms.js';
import { loadSources, type SourceIn, sentenceOf, termOf } from './sentence-fixtures.js';
import { askFirst, OTHERS, wrongOf } from './term-asking.js';

let sourceIn: SourceIn;
beforeAll(async () => {
  sourceIn = await loadSources();
});

const ask = (terms: SourceTerm[], code = 'en'): Drafted[] => askFirst(terms, sourceIn(code));
const read = (starred: string, own: Partial<SourceTerm> = {}, heading = '', code = 'en') =>
  termOf(starred, sourceIn(code), own, heading);
const amongOthers = (starred: string, own: Partial<SourceTerm> = {}, code = 'en'): Drafted['way'][] =>
  ask(
    [starred, ...OTHERS].map((one, at) => read(one, at === 0 ? own : { shape: own.shape ?? 'one/thing//' })),
    code,
  ).map(({ way }) => way);

describe('A term that its sentence names', () => {
  test.each([
    ['comes last', 'Hot liquid rock underground is called *magma*.'],
    ['goes on with a word of grammar', 'Hot liquid rock underground is called *magma* by many students.'],
    ['comes behind a clause on some', 'Some stones melt deep below, and hot liquid rock is called *magma*.'],
    [
      'goes on with a mark and a bracket far from it',
      'Hot liquid rock underground is called *magma*: lava (if above).',
    ],
    ['has people far behind it', 'Herbs for sick old men were named *simples* by the healers who sold bread.'],
  ])('is asked for to be chosen and to be written where it %s', (_, text) => {
    expect(amongOthers(text, { found: 'named' })).toEqual(['term', 'write-term']);
  });

  test.each([
    ['says little beside it', 'Hot liquid rock is called *magma*.'],
    ['is of one named before', 'The mirror was named *speculum* by makers of old lenses.'],
    ['speaks of some', 'Some hot liquid rock underground is called *magma*.'],
    ['lists more names', 'Bands of people who sell old things are called *companies*, firms, and trusts.'],
    ['has a short word of its origin', 'Gray glial cells of the brain are known as *glia*.'],
    ['has a long word of its origin', 'Salts with chlorides give a green gas known as *chlorine*.'],
    ['has a word of the origin of one of two', 'Salts with chlorides give a green cloud known as *chlorine gas*.'],
    ['has a form of it', 'Forces among atoms with shared bonds are called *bonding*.'],
    ['has a form of one of its two words', 'Forces among atoms with shared bonds are called *strong bonding*.'],
    ['goes on with the noun it describes', 'Small spools of cell threads are called *histone* proteins.'],
    [
      'goes on with such a noun and a clause',
      'Small spools of cell threads are called *histone* proteins, as all know.',
    ],
    ['goes on with a noun that has endings within', 'Small spools of threads are called *histone* pedestal of cells.'],
    ['goes on with a noun in ss', 'Small spools of cell threads are called *histone* glass of cells.'],
    ['goes on with a hyphen', 'Small spools of cell threads are called *histone*-like.'],
    ['goes on with a bracket', 'Hot liquid rock underground is called *magma* (a Greek word).'],
    ['calls somebody who comes', 'A sick family in Boston quickly called *physicians* who drove to a house.'],
  ])('is not asked for where its sentence %s', (_, text) => {
    expect(amongOthers(text, { found: 'named' })).toEqual([]);
  });

  test.each([
    ['has two words', 'Particles without any mutual pull form a gas called *ideal gas*.'],
    ['has a hyphen', 'Light that passes through soft tissue is called *x-ray*.'],
    ['is made of capitals', 'Long threads of genes in cells are called *DNA*.'],
    ['ends with a capital', 'Numbers for sour or bitter fluids are called *pH*.'],
    ['has another name', 'Old treaties ended sales of chemicals called *chlorofluorocarbons*, or CFCs, in shops.'],
  ])('is not asked for to be written where it %s', (_, text) => {
    expect(amongOthers(text, { found: 'named' })).not.toContain('write-term');
    expect(amongOthers(text.replace(/\*.*\*(?:, or CFCs, in shops)?/, '*Magma*'), { found: 'named' })).toContain(
      'write-term',
    );
  });

  test.each([
    ['two words', 'Particles without any mutual pull form a gas called *ideal gas*.'],
    ['another name', 'Old treaties ended sales of chemicals called *chlorofluorocarbons*, or CFCs, in shops.'],
  ])('is asked for to be chosen though it has %s', (_, text) => {
    expect(amongOthers(text, { found: 'named' })).toEqual(['term']);
  });

  test.each([
    [
      'a word of grammar',
      'Las ondas calientes del cielo son llamadas *rayos* por los marinos.',
      ['term', 'write-term'],
    ],
    ['a word that describes it', 'Las ondas calientes del cielo son llamadas *rayos* solares por los marinos.', []],
  ])('is asked for in Spanish as what follows is, %s', (_, text, ways) => {
    expect(amongOthers(text, { found: 'named' }, 'es')).toEqual(ways);
  });
});

describe('A term that its sentence uses', () => {
  test.each([
    ['says what it is', 'defined', 'The *speculum* is the mirror of bronze in early telescopes.'],
    ['ends with it', 'defined', 'What pulls fluids through a thin skin is *osmosis*.'],
    ['ends with it and tells where', 'defined', 'What pulls fluids through a thin skin is *osmosis* in most plants.'],
    ['explains it', 'defined', 'In roots fluids move by *osmosis*, the passage through a skin.'],
    ['explains it among many', 'defined', 'Among many minerals *quartz*, a hard oxide of silicon, fills caves.'],
    ['has it as a label', 'defined', '*Osmosis* – passage of fluids through a thin skin'],
    ['puts it forward', 'marked', '*Magnetism* guides the birds on long ways home.'],
    ['puts it forward with another verb', 'marked', '*Magnetism* became the guide of sailors on long ways.'],
    ['puts it forward with a clause', 'marked', 'A *healer*, who knows the herbs of the woods, lives alone.'],
  ] as const)('is asked for where that %s', (_, found, text) => {
    expect(amongOthers(text, { found })).toEqual(['term']);
  });

  test.each([
    ['tells something of it', 'defined', '*Magnetism* guides the birds on long ways home.'],
    ['has a colon far behind it', 'defined', '*Magnetism* guides the birds on long ways: home and away.'],
    ['does no more than use it', 'defined', 'In roots fluids often move by *osmosis* through the outer skin.'],
    ['praises it', 'marked', '*Magnetism* is important for all life on the whole planet.'],
    ['praises it as one', 'marked', '*Magnetism* is a common force that turns the needle north.'],
    ['praises it as one of its kind', 'marked', '*Magnetism* is one of great importance to sailors of every nation.'],
    ['calls it one of a kind', 'marked', '*Magnetism* is a strong force and guides birds home.'],
  ] as const)('is not asked for where that %s', (_, found, text) => {
    expect(amongOthers(text, { found })).toEqual([]);
  });

  test('is asked for as several only where it looks like several', () => {
    const text = '*Cilia* are the small hairs that move fluids along.';
    expect(amongOthers(text, { shape: 'many/thing//' })).toEqual(['term']);
    expect(amongOthers(text, { shape: 'one/thing//' })).toEqual([]);
  });

  test('is not asked for where its sentence does not stand alone', () => {
    const term = read('What pulls fluids through a thin skin is *osmosis*.');
    const source = { ...sourceIn('en'), sentences: [term.sentence, sentenceOf('Water rises.', sourceIn('en'))] };
    expect(
      termQuestions([term, ...OTHERS.map((one) => read(one))], new Set(source.sentences.slice(1)), source),
    ).toEqual([]);
  });
});

describe('A question on a term', () => {
  const NAMED = 'Hot liquid rock underground is called *magma* by many students.';
  const evidence = { quote: NAMED.replaceAll('*', '') };
  const explanation = `The text says: “${evidence.quote}”`;
  const gapped = 'Hot liquid rock underground is called ____ by many students.';

  test('has a gap for it, three wrong terms in the case of its place, and its sentence as evidence', () => {
    const [choice, written] = ask([read(NAMED, { found: 'named' }, 'Volcanoes'), ...OTHERS.map((one) => read(one))]);
    expect(choice).toEqual({
      way: 'term',
      pageNo: 1,
      question: {
        kind: 'single-choice',
        difficulty: 'medium',
        stem: `On “Volcanoes”. Which term belongs in the gap?\n${gapped}`,
        right: 'magma',
        wrong: expect.any(Array),
        explanation,
        evidence,
      },
    });
    expect(wrongOf(choice).toSorted()).toEqual(['convection', 'erosion', 'radiation']);
    expect(written).toEqual({
      way: 'write-term',
      pageNo: 1,
      question: {
        kind: 'short-text',
        difficulty: 'hard',
        stem: `On “Volcanoes”. Write the term that belongs in the gap.\n${gapped}`,
        accepted: ['magma'],
        explanation,
        evidence,
      },
    });
  });

  test('does not tell a heading that has the term', () => {
    const [written] = ask([read(NAMED, { found: 'named' }, 'Magma and volcanoes')]);
    expect(written?.question.stem).toBe(`Write the term that belongs in the gap.\n${gapped}`);
  });

  test('is no choice where two other terms fit', () => {
    const ways = ask([read(NAMED, { found: 'named' }), ...OTHERS.slice(1).map((one) => read(one))]);
    expect(ways.map(({ way }) => way)).toEqual(['write-term']);
  });
});
