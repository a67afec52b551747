import { describe, expect, test } from '@jest/globals';
import { checkTwin, meaningOf } from '../../../../domain/quizzes/checks/twin.js';
import type { DraftQuestion } from '../../../../domain/quizzes/draft-question.js';
import { CONTEXT, soundOf } from './sound.js';

const asking = (stem: string, accepted: string): DraftQuestion => ({
  ...{ ...soundOf('short-text'), stem, accepted: [accepted] },
});
const choosing = (stem: string, right: string[]): DraftQuestion => ({ ...soundOf('multiple-choice'), stem, right });
const stating = (stem: string): DraftQuestion => ({ ...soundOf('true-false'), stem });
const isTwin = (one: DraftQuestion, other: DraftQuestion, likeness?: number) =>
  checkTwin(one, {
    ...{ ...CONTEXT, others: [one, other] },
    ...(likeness === undefined ? {} : { similarity: () => likeness }),
  }).length === 1;

test('what a question means is its stem and what is right, a line each', () => {
  expect(meaningOf(choosing('Which are metals?', ['Copper', 'Iron']))).toBe('Which are metals?\nCopper\nIron');
  expect(meaningOf({ ...soundOf('numeric'), stem: 'How large is it?' })).toBe('How large is it?\n600 cm^2');
  expect(meaningOf(stating('It is so.'))).toBe('It is so.');
});

describe('two questions are twins by words', () => {
  test.each<[string, DraftQuestion, DraftQuestion, boolean]>([
    [
      'statements with four fifths of their words in common',
      stating('copper granite basalt marble slate'),
      stating('copper granite basalt marble'),
      true,
    ],
    [
      'statements with three quarters',
      stating('copper granite basalt marble'),
      stating('copper granite basalt'),
      false,
    ],
    [
      'the same keys in another order',
      choosing('copper granite basalt marble', ['Quartz', 'Feldspar']),
      choosing('copper granite', ['feldspar', 'quartz']),
      true,
    ],
    [
      'keys that are the same only written without a space',
      choosing('copper granite basalt marble', ['1', '23']),
      choosing('copper granite', ['12', '3']),
      false,
    ],
    [
      'only words of grammar in common',
      asking('What is it that is there of copper?', 'a metal'),
      asking('What is it that is there of marble?', 'a stone'),
      false,
    ],
  ])('%s', (_, one, other, isSame) => {
    expect([isTwin(one, other), isTwin(other, one)]).toEqual([isSame, isSame]);
  });

  test('from four fifths of them on, or from half of them where the keys are the same', () => {
    expect(
      isTwin(asking('copper granite basalt marble slate', 'rock'), asking('copper granite basalt marble', 'stone')),
    ).toBe(true);
    expect(
      isTwin(
        asking('copper granite basalt marble slate gypsum', 'rock'),
        asking('copper granite basalt marble', 'stone'),
      ),
    ).toBe(false);
    expect(isTwin(asking('copper granite basalt marble', 'rock'), asking('copper granite', 'Rock'))).toBe(true);
    expect(isTwin(asking('copper granite basalt marble slate', 'rock'), asking('copper granite', 'rock'))).toBe(false);
    expect(isTwin(asking('copper granite basalt marble', 'rock'), asking('copper granite', 'stone'))).toBe(false);
  });

  test('with the same stem where they are of one kind or have the same key, and never with itself', () => {
    const [short, single] = [soundOf('short-text'), soundOf('single-choice')];
    const other: DraftQuestion = { ...single, stem: short.stem, right: 'Diffusion' };
    expect(isTwin(short, { ...short, accepted: ['diffusion'] })).toBe(true);
    expect(isTwin(short, other)).toBe(false);
    expect(isTwin(short, { ...other, right: 'Osmosis' } as DraftQuestion)).toBe(true);
    expect(isTwin(short, short)).toBe(false);
  });
});

describe('two questions in other words are twins by meaning', () => {
  test.each<[string, DraftQuestion, DraftQuestion, boolean]>([
    ['half of the key', asking('Name copper.', 'red metal'), asking('Tell of its make.', 'metal'), true],
    ['a third of the key', asking('Name copper.', 'red hot metal'), asking('Tell of its make.', 'metal'), false],
    [
      'the same keys in another order',
      choosing('Name two rocks.', ['Quartz', 'Feldspar']),
      choosing('Tell of their make.', ['Feldspar', 'Quartz']),
      true,
    ],
    [
      'the same numbers in another order',
      asking('Of 40 draw 12.', 'red metal'),
      asking('Take 12 out among 40.', 'a metal'),
      true,
    ],
    ['other numbers of the same figures', asking('Draw 12.', 'red metal'), asking('Take 21.', 'red metal'), false],
    ['other numbers that begin alike', asking('Of 12 get 40.', 'metal'), asking('From 1 to 240.', 'a metal'), false],
  ])('with %s, from .95 on', (_, one, other, isSame) => {
    expect([isTwin(one, other, 0.95), isTwin(other, one, 0.95)]).toEqual([isSame, isSame]);
    expect(isTwin(one, other, 0.949)).toBe(false);
  });

  test('where one of them has no key, from .98 on', () => {
    const [one, other] = [stating('Water enters a cell for free.'), asking('Tell of its make.', 'osmosis')];
    expect([0.979, 0.98].map((likeness) => isTwin(one, other, likeness))).toEqual([false, true]);
    expect([0.979, 0.98].map((likeness) => isTwin(other, one, likeness))).toEqual([false, true]);
  });

  test('from .95 on where their keys are alike, from .98 on without keys, never with other keys or numbers', () => {
    const [one, other] = [asking('What is copper?', 'a red metal'), asking('Tell of its make.', 'red metal')];
    expect([0.949, 0.95].map((likeness) => isTwin(one, other, likeness))).toEqual([false, true]);
    const statement = soundOf('true-false');
    const told = { ...statement, stem: 'A cell has to spend some so that water enters.' };
    expect([0.979, 0.98].map((likeness) => isTwin(statement, told, likeness))).toEqual([false, true]);
    const third = asking('Tell of its make.', 'a soft stuff');
    expect(isTwin(one, third, 0.99)).toBe(false);
    const numbered = asking('Tell of its make in 1900.', 'a red metal');
    expect(isTwin(one, numbered, 0.99)).toBe(false);
  });
});
