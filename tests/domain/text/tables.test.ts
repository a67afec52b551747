import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  cellsOf,
  delimiterRow,
  headLine,
  isDelimiterRow,
  isHeadRow,
  isRow,
  mayBeHead,
  rowWithHeads,
  writeRow,
} from '../../../domain/text/tables.js';

describe('a line', () => {
  test.each(['| Brest | 6 m |', '|a|b|', 'Brest | 6 m', '| a |', '| | 6 m |', '  |a|b|\t', '$x$ | 6 m'])(
    '%s is a row',
    (line) => {
      expect(isRow(line)).toBe(true);
    },
  );

  test.each(['Brest 6 m', 'true||false', 'Let $P(A | B)$ be', 'Let $x$| be', 'a|b', 'a|b|', '|a|b', '|', ''])(
    '%s is none',
    (line) => {
      expect(isRow(line)).toBe(false);
    },
  );

  test('stands between a head and its rows where it has nothing but dashes', () => {
    expect(['| --- | :-: |', '|---|---|', '---|---', '  | --- | --- |  '].map(isDelimiterRow)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['---', '| a |', '| | |', '|'].map(isDelimiterRow)).toEqual([false, false, false, false]);
  });
});

test('cells come back as they were written, empty ones and bars too', () => {
  expect(writeRow(['Brest', '', 'a|b'])).toBe('| Brest | | a\\|b |');
  expect(cellsOf('Brest | 6 m')).toEqual(['Brest', '6 m']);
  const cell = fc.string({ unit: fc.constantFrom('a', '|', ' ', '6', '漢'), maxLength: 6 }).map((text) => text.trim());
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
      expect(cellsOf(writeRow(cells))).toEqual(cells);
      expect(isRow(writeRow(cells))).toBe(true);
    }),
  );
});

test.each([
  ['| Brest | 6 m |', ['Brest', '6 m']],
  ['| Brest | 6 m', ['Brest', '6 m']],
  ['  Brest | 6 m  ', ['Brest', '6 m']],
  ['| a | b \\|', ['a', 'b |']],
  ['\n| Brest | 6 m |\n', ['Brest', '6 m']],
  ['| Town | Range |  \n| --- | --- |', ['Town', 'Range']],
  ['', ['']],
])('the cells of %j are %j', (row, cells) => {
  expect(cellsOf(row)).toEqual(cells);
});

test('a head is one line, and the line of dashes below has as many columns', () => {
  expect(headLine('  | Town | Range |  \n| --- | --- |')).toBe('| Town | Range |');
  expect(headLine('Town | Range')).toBe('Town | Range');
  expect([1, 3].map(delimiterRow)).toEqual(['| --- |', '| --- | --- | --- |']);
  expect(isDelimiterRow(delimiterRow(2))).toBe(true);
});

test('the first row is the head where a line of dashes says so, or its cells are names', () => {
  expect(isHeadRow('| 1 | 2 |\n| --- | --- |')).toBe(true);
  expect(isHeadRow('| | 2 |\n| --- | --- |')).toBe(true);
  expect(isHeadRow('| | |\n| --- | --- |')).toBe(false);
  expect(isHeadRow('Town | River')).toBe(true);
  expect(isHeadRow('Riga | 1201')).toBe(false);
  expect(isHeadRow('Riga | 1201\nJelgava | 1265')).toBe(false);
  expect(isHeadRow('| --- | --- |')).toBe(false);
});

test.each([
  [['Town', 'River'], true],
  [['', 'River'], true],
  [['', ''], false],
  [[], false],
  [['Country', '2011', '2021'], true],
  [['Country', '2021', '2011', '2001'], true],
  [['', '2011', '2021'], true],
  [['Country', '2011', '2021', '2016'], false],
  [['Country', '1000', '2099'], true],
  [['Country', '999', '2021'], false],
  [['Country', '2011', '2100'], false],
  [['Country', '2011', '55'], false],
  [['2011', '2016', '2021'], false],
  [['Lisbon', '1755'], false],
  [['Hunger', '1845', '1845'], false],
])('names, and years in order behind a name, may be heads: %j, %s', (cells, expected) => {
  expect(mayBeHead(cells)).toBe(expected);
});

test('a row is told with its heads where it has as many cells', () => {
  expect(rowWithHeads('| Riga | | 1201 |', '| Town | River | Founded |')).toBe('Town: Riga; Founded: 1201');
  expect(rowWithHeads('Riga | Daugava', 'Town | River')).toBe('Town: Riga; River: Daugava');
  expect(rowWithHeads('| Riga |', '| Town | River |')).toBe('| Riga |');
});
