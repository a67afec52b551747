import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { around, rankLines } from '../../../../domain/social/boards/ranks.js';

const boards = fc
  .array(fc.integer({ min: 1, max: 20 }), { maxLength: 40 })
  .map((all) => all.toSorted((a, b) => b - a).map((xp, index) => ({ userId: `u${index}`, xp })));

describe('ranks', () => {
  test('are shared by equal XP, and the next counts all above it', () => {
    const lines = [30, 20, 20, 20, 5].map((xp, index) => ({ userId: String(index), xp }));
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

describe('the lines around a student', () => {
  test('are up to three on each side, and none for who has none', () => {
    fc.assert(
      fc.property(boards, fc.nat(39), (lines, index) => {
        const shown = around(lines, `u${index}`);
        const isThere = index < lines.length;
        expect(shown.some(({ userId }) => userId === `u${index}`)).toBe(isThere);
        expect(shown).toEqual(isThere ? lines.slice(Math.max(0, index - 3), index + 4) : []);
      }),
    );
  });
});
