import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { QUESTION_WORDS } from '../../../domain/text/question-words.js';
import { isMeaningful } from '../../../domain/text/quotes.js';
import { cellsOf, isHeadRow } from '../../../domain/text/tables.js';
import { isTypoOf } from '../../../domain/text/typos.js';
import { isUnspaced, pairsOf } from '../../../domain/text/unspaced.js';

describe('a typo', () => {
  test.each([
    ['a letter that is wrong', 'tides', 'tidas'],
    ['the first that is wrong', 'tides', 'sides'],
    ['the last that is wrong', 'tides', 'tidex'],
    ['one that is missing', 'glacier', 'glacir'],
    ['one too many', 'tides', 'tidees'],
    ['two that are swapped', 'glacier', 'galcier'],
    ['the last two swapped', 'glacier', 'glacire'],
    ['none at all', 'tides', 'tides'],
  ])('is %s: %s and %s', (_, one, other) => {
    expect([isTypoOf(one, other), isTypoOf(other, one)]).toEqual([true, true]);
  });

  test.each([
    ['in a word of four letters', 'tide', 'tida'],
    ['in one that is left with four', 'tides', 'tide'],
    ['two letters that are wrong', 'glacier', 'glaxiar'],
    ['two that are missing', 'glacier', 'glaci'],
    ['a missing and a wrong one', 'glacier', 'glacia'],
    ['two that are swapped with others between', 'glacier', 'clagier'],
    ['a pair that is swapped, and another letter', 'glacier', 'galciex'],
    ['a pair of which one alone is in the place of the other', 'glacier', 'gaxcier'],
    ['a pair of which the other alone is', 'glacier', 'gxlcier'],
  ])('is not %s: %s and %s', (_, one, other) => {
    expect([isTypoOf(one, other), isTypoOf(other, one)]).toEqual([false, false]);
  });
});

describe('a script without spaces', () => {
  test.each(['光合', 'ひらがな', 'カタカナ', 'ภาษา', 'ພາສາ', 'ភាសា', 'မြန်မာ', 'in 水'])('is that of %s', (text) => {
    expect(isUnspaced(text)).toBe(true);
  });

  test.each(['tide', 'прилив', 'مد', 'ज्वार', '밀물', '12 %', ''])('is not that of %s', (text) => {
    expect(isUnspaced(text)).toBe(false);
  });

  test('has pairs of neighboring letters for words, also of letters that take two units', () => {
    expect(['', '水', '光合', '光合作用', '𠀀𠀁𠀂'].map(pairsOf)).toEqual([
      [],
      ['水'],
      ['光合'],
      ['光合', '合作', '作用'],
      ['𠀀𠀁', '𠀁𠀂'],
    ]);
  });
});

describe('a row of a table', () => {
  test('is parted into cells, whatever space there is', () => {
    expect(cellsOf('Sea|Range  |  Month | Day')).toEqual(['Sea', 'Range', 'Month', 'Day']);
  });

  test.each(['Sea | Range', 'Year 1 | Year 2', 'n° | m'])('may be the head: %s', (row) =>
    expect(isHeadRow(row)).toBe(true),
  );

  test.each(['Fundy | 16', '12 | Sea', 'Sea | 1.5 %', '3,000 | 4-5 | 6–7', 'Sea | - | m'])(
    'is not the head: %s',
    (row) => expect(isHeadRow(row)).toBe(false),
  );
});

describe('a quote', () => {
  test.each(['The sea', 'in 5', 'B 12', 'a é ebb', '潮汐涨落', 'น้ำขึ้นลง', 'is Ωμέ'])('says enough: %s', (quote) =>
    expect(isMeaningful(quote)).toBe(true),
  );

  test.each(['', 'photosynthesis', 'is a', 'a. b. c', '潮汐涨', '... sea', '12'])('says too little: %s', (quote) =>
    expect(isMeaningful(quote)).toBe(false),
  );
});

test('every language has words to ask by and to point back with, none of them twice', () => {
  const faults = Object.entries(QUESTION_WORDS).flatMap(([language, lists]) =>
    Object.entries(lists).flatMap(([list, text]: [string, string]) => {
      const words = text.split(' ');
      const isSound =
        words.every((word) => word !== '') && (list === 'fillers' || new Set(words).size === words.length);
      return isSound ? [] : [`${language} ${list}`];
    }),
  );
  expect(faults).toEqual([]);
});

test('a typo is one in both directions', () => {
  const word = fc.stringMatching(/^[abc]{4,7}$/);
  fc.assert(fc.property(word, word, (one, other) => expect(isTypoOf(one, other)).toBe(isTypoOf(other, one))));
});
