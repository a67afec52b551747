import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inDigits, shareOf } from '../../../../domain/quizzes/export/numbers.js';
import { comparedText, lineText, richText } from '../../../../domain/quizzes/export/texts.js';

test.each([
  ['a < b', 'a &lt; b'],
  ['$x^2 < 3$', '\\(x^2 &lt; 3\\)'],
  ['$$x$$ and $y$', '\\[x\\] and \\(y\\)'],
  ['It costs \\$5 or \\$6', 'It costs $5 or $6'],
  ['two\nlines', 'two<br>lines'],
  ['a\0\ud800b', 'ab'],
])('richText of %j', (text, html) => expect(richText(text)).toBe(html));

test('a plain text is one line', () => expect(lineText(' a\n\n b ')).toBe('a b'));
test('a star is a star', () => expect(comparedText('a * b')).toBe('a \\* b'));
test('a share has five decimals', () =>
  expect([1, 3, 4, 6, 7].map(shareOf)).toEqual(['100', '33.33333', '25', '16.66667', '14.28571']));

test('inDigits loses nothing and has no exponent', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(inDigits(value)).toMatch(/^-?\d+(\.\d+)?$/);
      expect(Number(inDigits(value))).toBe(value + 0);
    }),
    { examples: [[6.02e23], [1.6e-19], [-0.5], [123.456], [1e21], [5e-324], [0]] },
  );
});
