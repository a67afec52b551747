import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  cellsOf,
  isDelimiterRow,
  isHeadRow,
  isRow,
  mayBeHead,
  rowWithHeads,
  writeRow,
} from '../../../domain/text/tables.js';

describe('a line', () => {
  test.each(['| Brest | 6 m |', '|a|b|', 'Brest | 6 m', '| a |', '| | 6 m |'])('%s is a row', (line) => {
    expect(isRow(line)).toBe(true);
  });

  test.each(['Brest 6 m', 'true||false', 'Let $P(A | B)$ be', 'a|b', '|', ''])('%s is none', (line) => {
    expect(isRow(line)).toBe(false);
  });

  test('stands between a head and its rows where it has nothing but dashes', () => {
    expect(['| --- | :-: |', '|---|---|', '---|---'].map(isDelimiterRow)).toEqual([true, true, true]);
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

test('the first row is the head where a line of dashes says so, or its cells are names', () => {
  expect(isHeadRow('| 1 | 2 |\n| --- | --- |')).toBe(true);
  expect(isHeadRow('| | |\n| --- | --- |')).toBe(false);
  expect(isHeadRow('Town | River')).toBe(true);
  expect(isHeadRow('Riga | 1201')).toBe(false);
  expect(mayBeHead(['Country', '2011', '2021'])).toBe(true);
  expect(mayBeHead(['Lisbon', '1755'])).toBe(false);
  expect(mayBeHead(['Hunger', '1845', '1845'])).toBe(false);
});

test('a row is told with its heads where it has as many cells', () => {
  expect(rowWithHeads('| Riga | | 1201 |', '| Town | River | Founded |')).toBe('Town: Riga; Founded: 1201');
  expect(rowWithHeads('Riga | Daugava', 'Town | River')).toBe('Town: Riga; River: Daugava');
  expect(rowWithHeads('| Riga |', '| Town | River |')).toBe('| Riga |');
});
