import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { align } from '../../../../domain/tutor/support/alignment.js';

const isSame = (x: string, y: string) => x === y;
const aligned = (a: string, b: string) => {
  const { common, gaps } = align([...a], [...b], isSame);
  return [common, ...gaps.map(({ said, stated }) => `${said.join('')}/${stated.join('')}`)];
};

describe('two sequences side by side', () => {
  test.each([
    ['abc', 'abc', [3]],
    ['', 'abc', [0]],
    ['abc', '', [0, 'abc/']],
    ['abc', 'axc', [2, 'b/x']],
    ['abc', 'ac', [2, 'b/']],
    ['ac', 'abc', [2]],
    ['ab', 'a', [1, 'b/']],
    ['ab', 'axy', [1, 'b/xy']],
    ['ab', 'b', [1, 'a/']],
    ['ab', 'cab', [2]],
    ['xab', 'yzab', [2, 'x/yz']],
    ['axbyc', 'abzc', [3, 'x/', 'y/z']],
    ['abcab', 'bcab', [4, 'a/']],
    ['aab', 'ab', [2, 'a/']],
  ])('%s and %s', (a, b, expected) => {
    expect(aligned(a, b)).toEqual(expected);
  });

  test('of two that changed places, the first one said has none', () => {
    expect(aligned('ab', 'ba')).toEqual([1, 'a/']);
  });

  test('items are the same by what the caller says', () => {
    expect(align([1, 12, 3], [21, 33], (x, y) => x % 10 === y % 10)).toEqual({
      common: 2,
      gaps: [{ said: [12], stated: [] }],
    });
  });

  test('whatever is said has a place or is in a gap, in its order', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const { common, gaps } = align([...a], [...b], isSame);
        expect(gaps.flatMap(({ said }) => said)).toHaveLength(a.length - common);
        expect(align([...b], [...a], isSame).common).toBe(common);
      }),
    );
  });
});
