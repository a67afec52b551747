import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { linesOf } from '../../../domain/text/lines.js';
import { headingsIn } from '../../../domain/text/marked-headings.js';

describe('the lines of a text', () => {
  const TEXT = '  ebb \n\n \t\nflood';

  test('are those that are not blank, without what surrounds them', () => {
    expect(linesOf(TEXT)).toEqual([
      { text: 'ebb', start: 2, end: 5 },
      { text: 'flood', start: 11, end: 16 },
    ]);
    expect(linesOf('')).toEqual([]);
    expect(linesOf('ebb\n')).toEqual([{ text: 'ebb', start: 0, end: 3 }]);
  });

  test('between two offsets are cut there', () => {
    expect(linesOf(TEXT, 3, 14)).toEqual([
      { text: 'bb', start: 3, end: 5 },
      { text: 'flo', start: 11, end: 14 },
    ]);
    expect(linesOf('a\nb\nc', 0, 2)).toEqual([{ text: 'a', start: 0, end: 1 }]);
    expect(linesOf('a\nb\nc', 2, 3)).toEqual([{ text: 'b', start: 2, end: 3 }]);
  });

  test('stand where they say, and hold all that is no white space', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b c', ' ', '\n', '\t', '\u00a0')), (pieces) => {
        const text = pieces.join('');
        const lines = linesOf(text);
        for (const { text: line, start, end } of lines) expect(text.slice(start, end)).toBe(line);
        expect(lines.map((line) => line.text).join('\n')).toBe(
          text
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean)
            .join('\n'),
        );
      }),
    );
  });
});

test('headings are marked as in Markdown, at the beginning of a line', () => {
  expect(headingsIn('# Tides\n\nThey #turn.\n ## no\n###  Ebb and # flood ## \n####### no\n#no\n# ')).toEqual([
    { start: 0, text: 'Tides' },
    { start: 28, text: 'Ebb and # flood' },
  ]);
});
