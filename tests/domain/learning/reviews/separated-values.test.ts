import { expect, test } from '@jest/globals';
import { separatedRows } from '../../../../domain/learning/reviews/separated-values.js';

const rowsOf = (text: string) => [...separatedRows(text, ',')].map(({ line, fields }) => [line, ...fields]);

test.each([
  ['', []],
  ['a', [[1, 'a']]],
  ['a,b\n', [[1, 'a', 'b']]],
  ['a,\n', [[1, 'a', '']]],
  [
    'a\nb',
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  [
    'a\r\nb\r\n',
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  [
    'a\rb\r',
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  [
    'a\n\nb',
    [
      [1, 'a'],
      [2, ''],
      [3, 'b'],
    ],
  ],
  [
    'a\r\rb',
    [
      [1, 'a'],
      [2, ''],
      [3, 'b'],
    ],
  ],
  [
    '"a\r\nb\rc\nd",e\nf',
    [
      [1, 'a\r\nb\rc\nd', 'e'],
      [5, 'f'],
    ],
  ],
  ['"a"b,c', [[1, 'ab', 'c']]],
  ['a"b",c', [[1, 'a"b"', 'c']]],
  ['"",""""', [[1, '', '"']]],
])('%j has the rows %j', (text, rows) => expect(rowsOf(text)).toEqual(rows));

test.each([
  ['"a,b', ['a,b']],
  ['a,"b\nc', ['a', 'b\nc']],
  ['"', ['']],
  ['"a""', ['a"']],
])('%j is one row that is never closed, with all of its text', (text, fields) => {
  expect([...separatedRows(text, ',', 7)]).toEqual([{ line: 7, fields, isUnclosed: true }]);
});
