import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canBePassword, opaqueString } from '../../../domain/account/opaque-string.js';

describe('the form in which passwords are compared', () => {
  test.each([
    ['correct horse', 'correct horse'],
    ['Correct  Horse ', 'Correct  Horse '],
    ['re\u0301sume\u0301', 'r\u00e9sum\u00e9'],
    ['a\u00a0b\u1680c\u2003d\u202fe\u3000f', 'a b c d e f'],
    ['\u212bngstr\u00f6m', '\u00c5ngstr\u00f6m'],
    ['ｗｉｄｅ', 'ｗｉｄｅ'],
    ['👩‍🔬🔑', '👩‍🔬🔑'],
  ])('of %j is %j', (typed, compared) => {
    expect(opaqueString(typed)).toBe(compared);
    expect(canBePassword(typed)).toBe(true);
  });

  test.each(['', 'a\u0000b', 'a\tb', 'a\nb', 'a\u007fb', 'a\u0085b', 'a\ud800b', 'a\ufffeb', 'a\ufdd0b'])(
    '%j is none',
    (text) => expect(canBePassword(text)).toBe(false),
  );

  test('stays as it is when it is made again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(opaqueString(opaqueString(text))).toBe(opaqueString(text));
      }),
    );
  });
});
