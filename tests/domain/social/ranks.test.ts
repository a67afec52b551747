import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rankLines } from '../../../domain/social/ranks.js';

const boards = fc
  .array(fc.integer({ min: 1, max: 20 }), { maxLength: 40 })
  .map((all) => all.toSorted((a, b) => b - a).map((xp) => ({ xp })));

describe('ranks', () => {
  test('are shared by equal XP, and the next counts all above it', () => {
    const lines = [30, 20, 20, 20, 5].map((xp) => ({ xp }));
    expect(rankLines(lines).map(({ rank }) => rank)).toEqual([1, 2, 2, 2, 5]);
  });

  test('are one more than how many have more', () => {
    fc.assert(
      fc.property(boards, (lines) => {
        for (const { xp, rank } of rankLines(lines)) expect(rank).toBe(1 + lines.filter((one) => one.xp > xp).length);
      }),
    );
  });
});
