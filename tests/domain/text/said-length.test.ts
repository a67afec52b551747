import { expect, test } from '@jest/globals';
import { saidLength } from '../../../domain/text/said-length.js';

test.each([
  ['', 0],
  [' a cell \n', 6],
  ['клетка', 6],
  ['细胞没有核', 12.5],
  ['細胞にはカク', 15],
  ['세포 핵', 8.5],
  ['DNA是酸。', 9],
])('%j says what %d characters of English do', (text, length) => expect(saidLength(text)).toBe(length));
