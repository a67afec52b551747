import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Drafted } from '../../../../domain/quizzes/drafting/drafted.js';
import type { SourceTerm } from '../../../../domain/quizzes/drafting/terms.js';
import { loadSources, type SourceIn, termOf } from './sentence-fixtures.js';
import { askFirst, OTHERS, wrongOf } from './term-asking.js';

let sourceIn: SourceIn;
beforeAll(async () => {
  sourceIn = await loadSources();
});

const ask = (terms: SourceTerm[], code = 'en'): Drafted[] => askFirst(terms, sourceIn(code));
const read = (starred: string, own: Partial<SourceTerm> = {}, heading = '', code = 'en') =>
  termOf(starred, sourceIn(code), own, heading);

describe('The wrong terms of a choice', () => {
  const FORCE = '*Magnetism* is the force that turns a needle of each compass to the sea.';
  const MID_THE = 'On ships the *magnetism*, the force of needles, helps old sailors.';
  const MID_A = 'On ships a *magnetism*, the force of needles, helps old sailors.';
  const FAR_A = 'On a ship at sea *magnetism*, the force of needles, helps old sailors.';
  const FAR_THE = 'On the ship at sea *magnetism*, the force of needles, helps old sailors.';
  const A = 'A *magnetism*, the force of needles, helps old sailors.';
  const THE = 'The *magnetism*, the force of needles, helps old sailors.';
  const FAR_A_THE = 'For a sailor at sea the *magnetism*, the force of needles, helps ships.';

  /** Whether a third term may stand beside two that fit. */
  const fits = (text: string, candidate: string, own: Partial<SourceTerm> = {}, heading = '', code = 'en'): boolean =>
    ask(
      [
        read(text, { found: 'marked' }, heading, code),
        ...OTHERS.slice(1).map((one) => read(one, {}, '', code)),
        read(`*${candidate}* has been known.`, own, '', code),
      ],
      code,
    ).length > 0;

  test.each([
    ['has one word more', 'tidal locking', true],
    ['has two words more', 'slow tidal locking', false],
    ['is of one origin with it', 'magnet', false],
    ['has a word of the sentence', 'iron needle', false],
    ['has a word of three letters of the sentence', 'sea level', false],
    ['has no more than a letter of the sentence', 'vitamin a', true],
  ])('are fewer or not where one %s', (_, candidate, isOne) => {
    expect(fits(FORCE, candidate)).toBe(isOne);
  });

  test.each([
    ['is a kind of others', { isKind: true }],
    ['is the name of somebody', { isCommon: false }],
    ['is of another shape', { shape: 'many/thing//' }],
    ['never goes without an article', { isBare: false }],
  ])('have none that %s', (_, own) => {
    expect(fits(FORCE, 'friction')).toBe(true);
    expect(fits(FORCE, 'friction', own)).toBe(false);
  });

  test.each([
    ['alone', 'friction', 'Friction and heat'],
    ['in part', 'dry friction', 'Friction and heat'],
  ])('have none that the heading has %s', (_, candidate, heading) => {
    expect(fits(FORCE, candidate)).toBe(true);
    expect(fits(FORCE, candidate, {}, heading)).toBe(false);
  });

  const COUNTED = { isCounted: true, isBare: false };
  const BARE = { isCounted: false, isBare: true };
  const NEITHER = { isCounted: false, isBare: false };
  test.each([
    ['A at the beginning', A, COUNTED, true],
    ['A at the beginning', A, BARE, false],
    ['a', MID_A, COUNTED, true],
    ['a', MID_A, BARE, false],
    ['a before another noun', FAR_A, COUNTED, false],
    ['a before another noun', FAR_A, BARE, true],
    ['The at the beginning', THE, NEITHER, true],
    ['the', MID_THE, NEITHER, true],
    ['the, with a far before it', FAR_A_THE, NEITHER, true],
    ['the before another noun', FAR_THE, NEITHER, false],
    ['the before another noun', FAR_THE, BARE, true],
  ])('are those that the source has as they stand there, behind %s', (_, text, own, isOne) => {
    expect(fits(text, 'friction', own)).toBe(isOne);
  });

  test('need no such thing in Spanish', () => {
    const text = 'Una fuerza que mueve las agujas es *magnetismo* para los marinos.';
    expect(fits(text, 'friction', NEITHER, '', 'es')).toBe(true);
  });

  test('of a label are labels of its own list, of any shape', () => {
    const label = (text: string, heading: string, own: Partial<SourceTerm> = {}) =>
      read(text, { isLabel: true, ...own }, heading);
    const own = label('*Osmosis*: passage of fluids through a thin skin', 'Ways');
    const list = [
      label('*Flood*: fast rise of a river', 'Ways', { shape: 'other' }),
      label('*Drought*: long lack of rain', 'Ways'),
    ];
    const elsewhere = [label('*Barter*: trade without coins', 'Trade'), label('*Tariff*: tax on goods', 'Trade')];
    const [choice] = ask([own, ...list, ...elsewhere, ...OTHERS.map((one) => read(one))]);
    expect(wrongOf(choice).toSorted()).toEqual(['Drought', 'Flood']);
    expect(ask([own, ...list.slice(1), ...elsewhere])).toEqual([]);
  });

  const NAMES = 'amber basil cedar daisy ebony flint grape honey ivory jelly kelp lemon maple nylon olive pearl';
  const near = NAMES.split(' ');

  test('are three of the six that are introduced nearest, and not always the same', () => {
    const texts = [
      FORCE,
      'What pulls fluids through a thin skin is *osmosis*.',
      'What burns old wood to ashes is *fire*.',
    ];
    const chosen = texts.map((text) => {
      const [choice] = ask([read(text), ...near.map((name) => read(`*${name}* has been known.`))]);
      return wrongOf(choice).map((wrong) => wrong.toLowerCase());
    });
    expect(chosen.map((wrong) => wrong.length)).toEqual([3, 3, 3]);
    expect(chosen.flat().filter((wrong) => !near.slice(0, 6).includes(wrong))).toEqual([]);
    expect(new Set(chosen.map((wrong) => wrong.join())).size).toBe(3);
  });
});
