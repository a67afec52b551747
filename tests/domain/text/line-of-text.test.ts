import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineOfText } from '../../../api/contract/schemas.js';
import { lineFrom } from '../../../domain/text/line-of-text.js';

describe('a line from any text', () => {
  test.each([
    ['Tides and moons', 'Tides and moons'],
    [' Tides\n\tand\u0000 moons ', 'Tides and moons'],
    ['\u202egnp.sedit', 'gnp.sedit'],
    ['\u2066tides\u2069', 'tides'],
    ['Gezeitenu\u0308bung', 'Gezeiten\u00fcbung'],
    ['caf\ufffd notes', 'caf notes'],
    ['\u200b\u200d\ufeff', ''],
    ['\u3164\u2800', ''],
    ['👩‍🔬 بحث', '👩‍🔬 بحث'],
    ['x'.repeat(300), 'x'.repeat(200)],
    [`${'x'.repeat(199)}🌊`, 'x'.repeat(199)],
  ])('%j becomes %j', (text, line) => expect(lineFrom(text, 200)).toBe(line));

  test('is one that a student could have written, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(unusual, fc.string({ unit: 'binary', maxLength: 1 })) }), (text) => {
        const line = lineFrom(text, 200);
        if (line !== '') expect(lineOfText(200).parse(line)).toBe(line);
      }),
      { numRuns: 2_000 },
    );
  });
});

/** What makes the difference. */
const unusual = fc.constantFrom(
  ...'\u202e\u2066\u200b\u3164\u2800\u0301\u0000\n\u2028\ud800\udc00e ü\u00a0\ufeff\ufffd',
);

describe('a line that a student writes', () => {
  test.each([
    ['a bidi override', 'a\u202eb'],
    ['an isolate', 'a\u2066b'],
    ['a control character', 'a\u0007b'],
    ['a line break', 'a\nb'],
    ['a line separator', 'a\u2028b'],
    ['a lone surrogate', 'a\ud800b'],
    ['zero width only', '\u200b\u200d'],
    ['fillers only', '\u3164'],
    ['an accent on nothing', '\u0301'],
    ['nothing', '  '],
  ])('is refused with %s', (_what, text) => expect(lineOfText(200).safeParse(text).success).toBe(false));

  test('is composed', () => expect(lineOfText(200).parse(' u\u0308ber ')).toBe('\u00fcber'));
});
