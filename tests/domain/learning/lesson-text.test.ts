import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lessonText, sectionAt } from '../../../domain/learning/lesson-text.js';
import { chunkPages } from '../../../domain/text/chunking.js';
import { loadContent } from '../../../services/content/load-content.js';
import { growthOf, SQUARED } from '../../support/growth.js';

const textOf = (body: string, keyPoints: { text: string; question: string }[] = []) => lessonText({ body, keyPoints });

describe('the text of a lesson', () => {
  test.each([
    [
      'emphasis',
      'Every cell has a **membrane**, a *thin* one, __really__.',
      'Every cell has a membrane, a thin one, really.',
    ],
    ['emphasis within another', '**very _much_ so**', 'very much so'],
    ['a figure', 'Look:\n\n![A cell](figures/cell.svg)\n\nThere.', 'Look:\n\nThere.'],
    ['a link', 'See [the table](#table).', 'See the table.'],
    ['code within a line', 'Call `a_b_c(*x*)` now.', 'Call a_b_c(*x*) now.'],
    ['a formula', 'So $a_1 * b_1 * c$ and $$x^{*}$$ hold.', 'So $a_1 * b_1 * c$ and $$x^{*}$$ hold.'],
    [
      'a formula to which a sentence leads',
      'The theorem says\n\n$$\na^2 + b^2\n  = c^2.\n$$\n\nA triangle.',
      'The theorem says $a^2 + b^2 = c^2$.\n\nA triangle.',
    ],
    [
      'a formula within a sentence',
      'At 25 degrees, **roughly**,\n\n$$\nK = 1.0,\n$$\n\nwith $K$ in mol/L.',
      'At 25 degrees, roughly, $K = 1.0$, with $K$ in mol/L.',
    ],
    ['a formula behind a colon', 'So:\n\n$$\na = b.\n$$\n\nwe see.', 'So:\n\n$$\na = b.\n$$\n\nwe see.'],
    ['a formula under a heading', '## The law\n\n$$\na = b\n$$', '## The law\n\n$$\na = b\n$$'],
    ['words with underscores', 'The file is my_file_name and 2 * 3 * 4.', 'The file is my_file_name and 2 * 3 * 4.'],
    ['a quotation and its list', '> Said.\n\n* one\n+ two\n- three', 'Said.\n\n- one\n- two\n- three'],
    ['an escaped sign', 'It costs \\$5 \\* 2.', 'It costs $5 * 2.'],
    ['a table', '| Part | Plant |\n| --- | :-: |\n| **Wall** | yes |', 'Part | Plant\nWall | yes'],
    ['a heading', '## The *membrane*\n\nIt is thin.', '## The membrane\n\nIt is thin.'],
  ])('has %s without the signs of Markdown', (_what, body, text) => expect(textOf(body)).toBe(text));

  test('takes comments of a program for no headings', () => {
    const text = textOf('## Loops\n\n```python\n# say it\nprint("**a**")\n```\n\nDone.');
    expect(text).toBe('## Loops\n\n#say it\nprint("**a**")\n\nDone.');
    expect(sectionAt(text, text.indexOf('Done'))).toBe('Loops');
  });

  test('leaves out what is wrong on purpose, and what is only asked', () => {
    const body =
      'True.\n\n## A common mistake\n\n"The sun circles the earth." It does not.\n\n## Worked example\n\nOne.\n\n## Questions to think about\n\n1. Why?';
    expect(textOf(body)).toBe('True.\n\n## Worked example\n\nOne.');
  });

  test('ends with the key points under the questions that they answer', () => {
    const text = textOf('It is so.', [{ text: 'So it is.', question: 'How is it?' }]);
    expect(text).toBe('It is so.\n\n## Key points\n\nHow is it?\n\nSo it is.');
    expect(sectionAt(text, text.indexOf('So it'))).toBe('Key points');
    expect(sectionAt(text, 0)).toBeNull();
  });

  test('of any Markdown is made in time, and holds no sign that stands for another', () => {
    const piece = fc.constantFrom(
      '*',
      '**',
      '_',
      '`',
      '$',
      '$$',
      '|',
      '---',
      '#',
      '## ',
      '```\n',
      '![',
      '](',
      ')',
      '\\',
      '\n',
      'a ',
      '\uE0000\uE001',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expect(textOf(pieces.join(''))).not.toMatch(/[\uE000\uE001]|undefined/);
      }),
    );
    for (const sign of ['*', '_', '$', '`', '|', '[', '![', '\\', '> ']) {
      expect(growthOf((times) => textOf(sign.repeat(times)), 500)).toBeLessThan(SQUARED);
    }
  });

  test('of the product’s own lessons has no sign left, and every character of it is in a chunk', async () => {
    const { lessons } = await loadContent();
    for (const lesson of lessons) {
      const text = lessonText(lesson);
      const prose = text.replace(/\$\$[\s\S]*?\$\$|\$[^$\n]+\$/g, '');
      expect(prose).not.toMatch(/\*\*|!\[|\]\(|^\|.*\|$|common mistake$/m);
      // A sentence without what it says would be quoted.
      expect(text).not.toMatch(/^(?!#)[^\n]*[^\s.:!?]\n\n\$\$/m);
      const { chunks } = chunkPages([{ pageNo: 1, text }]);
      for (const { start, end, text: own } of chunks) expect(text.slice(start, end)).toContain(own);
    }
  });
});
