import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { friendCodeOf, readFriendCode } from '../../../domain/social/friend-code.js';

const bytes = fc.uint8Array({ minLength: 64, maxLength: 64 });

describe('a friend code', () => {
  test('is eight letters, none of which is taken for another, and is read as what it is', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const code = friendCodeOf(random);
        expect(code).toMatch(/^[A-HJKMNP-Z]{8}$/);
        expect(readFriendCode(` ${code.slice(0, 4).toLowerCase()} -${code.slice(4)} `)).toBe(code);
      }),
    );
  });

  test('needs eight bytes that favor no letter, and no more', () => {
    const fair = [0, 1, 2, 3, 4, 5, 6];
    expect(() => friendCodeOf(new Uint8Array([...fair, 253, 255]))).toThrow('too few random bytes');
    expect(friendCodeOf(new Uint8Array([...fair, 253, 252, 9]))).toBe('ABCDEFGZ');
  });

  test('has every letter equally often', () => {
    const letters = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++) {
      try {
        const [letter = ''] = friendCodeOf(new Uint8Array(8).fill(byte));
        letters.set(letter, (letters.get(letter) ?? 0) + 1);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }
    expect(letters.size).toBe(23);
    expect(new Set(letters.values())).toEqual(new Set([11]));
  });

  test.each(['', 'ABCDEFG', 'ABCDEFGHJ', 'ABCDEFGI', 'ABCDEFGO', 'ABCDEFG1', 'ÀBCDEFGH', 'ＡBCDEFGH'])(
    '%s is none',
    (text) => expect(readFriendCode(text)).toBeUndefined(),
  );
});
