import { describe, expect, test } from '@jest/globals';
import { joinMarked, writeMarked } from '../../../domain/tutor/citation-marks.js';

const part = (text: string, ...marks: string[]) => ({ text, marks });

describe('writeMarked', () => {
  test.each([
    ['A wave.', 'A wave. [1]'],
    ['Where **P(A | B)** is small.', 'Where **P(A | B)** is small. [1]'],
    ['The norm is $|x|$.', 'The norm is $|x|$. [1]'],
    ['```js\nrun();\n```', '```js\nrun();\n```\n\n[1]'],
    ['~~~\nrun();\n~~~', '~~~\nrun();\n~~~\n\n[1]'],
    ['Run:\n\n    run();', 'Run:\n\n    run();\n\n[1]'],
    ['- Run:\n  ```\n  run();\n  ```', '- Run:\n  ```\n  run();\n  ```\n\n[1]'],
    ['Then:\n$$\nx = 1\n$$', 'Then:\n$$\nx = 1\n$$\n\n[1]'],
    ['$$x = 1$$', '$$x = 1$$\n\n[1]'],
    ['| Brest | 6 m |', '| Brest | 6 m |\n\n[1]'],
    ['Port | Depth\n--- | ---\nBrest | 6 m', 'Port | Depth\n--- | ---\nBrest | 6 m\n\n[1]'],
    ['```\nrun();\n```\nruns it.', '```\nrun();\n```\nruns it. [1]'],
  ])('%j is written as %j', (text, expected) => expect(writeMarked(part(text, '[1]'))).toBe(expected));
});

describe('joinMarked', () => {
  test('what stands before and behind a block is a paragraph of its own', () => {
    const parts = [
      part('Run it:', '[1]'),
      part('```\nrun();\n```', '[2]'),
      part('It ends.', '[3]'),
      part('Soon.', '[1]'),
    ];
    expect(joinMarked(parts)).toBe('Run it: [1]\n\n```\nrun();\n```\n\n[2]\n\nIt ends. [3] Soon. [1]');
  });

  test('rows that are a part each stay one table', () => {
    const rows = ['| Port | Depth |\n| --- | --- |', '| Brest | 6 m |', '| Riga | 9 m |'];
    const [head = '', brest = '', riga = ''] = rows;
    const parts = [part(head, '[1]'), part(brest, '[2]', '[1]'), part(riga, '[3]'), part('So Riga.', '[3]')];
    expect(joinMarked(parts)).toBe(`${rows.join('\n')}\n\n[1][2][3]\n\nSo Riga. [3]`);
  });
});
