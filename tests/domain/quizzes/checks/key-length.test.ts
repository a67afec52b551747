import { describe, expect, test } from '@jest/globals';
import { checkKeyLength, longestKeys } from '../../../../domain/quizzes/checks/key-length.js';
import { CONTEXT, fieldsOf, soundOf } from './sound.js';

const single = soundOf('single-choice');
const numeric = soundOf('numeric');

describe('the length of a key', () => {
  const found = (right: string, wrong: string[]) => fieldsOf(checkKeyLength({ ...single, right, wrong }, CONTEXT));
  const x = (length: number) => 'x'.repeat(length);

  test('shows it where it is over 1.8 times the median, and over 15 characters', () => {
    // Of four lengths the median is between the two in the middle.
    expect(found(x(18), [x(10), x(10), x(10)])).toEqual([]);
    expect(found(x(19), [x(10), x(10), x(10)])).toEqual(['right']);
    expect(found(x(15), [x(2), x(2), x(2)])).toEqual([]);
    expect(found(x(16), [x(2), x(2), x(2)])).toEqual(['right']);
    expect(found(x(27), [x(10), x(10), x(20)])).toEqual([]);
    expect(found(x(28), [x(10), x(10), x(20)])).toEqual(['right']);
    expect(found(x(36), [x(10), x(20)])).toEqual([]);
    expect(found(x(37), [x(20), x(10)])).toEqual(['right']);
  });

  test('is the longest in so many of many, of which a tenth more than by chance is let through', () => {
    const one = (right: number, ...wrong: number[]) => ({ ...single, right: x(right), wrong: wrong.map(x) });
    const { share, most } = longestKeys([one(3, 1, 2), one(2, 2, 1), one(1, 2, 3), one(4, 1, 1, 1), numeric]);
    expect(share).toBe(0.5);
    expect(most).toBeCloseTo((1 / 3 + 1 / 3 + 1 / 3 + 1 / 4) / 4 + 0.1);
    expect(longestKeys([numeric])).toEqual({ share: 0, most: 1 });
  });
});
