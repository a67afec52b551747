import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readMarkdown } from '../../documents/plain-text/markdown.js';

test('rows of tables have one form, with as many cells as their head', () => {
  expect(readMarkdown('Port|Range|Note\n:--|--:|---\nBrest|6 m\n|Cux\\|haven||x|\n\nText | is text')).toBe(
    '| Port | Range | Note |\n| --- | --- | --- |\n| Brest | 6 m | |\n| Cux\\|haven | | x |\n\nText | is text',
  );
});

test('raised and lowered text is written by its signs, marks of notes are set apart', () => {
  expect(readMarkdown('3 x 10<sup>8</sup>, CO<sub>2</sub>, 10^23^, H~2~O, ~~gone~~, a~b')).toBe(
    '3 x 10⁸, CO₂, 10²³, H₂O, ~~gone~~, a~b',
  );
  expect(readMarkdown('Found in 1846[^7].\n\n[^7]: By Galle.')).toBe('Found in 1846 [7].\n\n[7] By Galle.');
});

test('code and formulas stay letter by letter', () => {
  const code = '```js\na|b\n---|---\nx<sup>2</sup>\n```\n\n`10^2^ [^1]` and $a^b^$ and $$x_1~y~$$';
  expect(readMarkdown(code)).toBe(code);
  expect(readMarkdown('Let \\(a^2\\) be')).toBe('Let $a^2$ be');
});

test('no letter is lost, and nothing takes longer than the text', () => {
  const piece = fc.constantFrom(
    'a',
    '|',
    '---',
    '\n',
    '`',
    '```',
    '<sup>',
    '</sup>',
    '~',
    '^',
    '[^1]',
    ':',
    '$',
    '\\(',
    '\\)',
    ' ',
    '2',
  );
  const letters = (text: string) =>
    text
      .normalize('NFKC')
      .replace(/<\/?sup>/g, '')
      .replace(/[^a\d]/g, '');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 50 }), (pieces) => {
      const text = pieces.join('');
      expect(letters(readMarkdown(text))).toBe(letters(text));
    }),
  );
  for (const hostile of ['`', '|', '$', '~', '[^', '<sup>', '\\(', '```\n', '|-\n', 'a^'])
    expect(() => readMarkdown(hostile.repeat(300_000))).not.toThrow();
});
