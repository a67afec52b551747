import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { levelOf, xpOfLevel } from '../../../domain/game/levels.js';
import { DAILY_CAPS, granted, XP_KINDS } from '../../../domain/game/xp.js';

describe('a level', () => {
  test.each([
    [-1_000, 1],
    [0, 1],
    [99, 1],
    [100, 2],
    [299, 2],
    [300, 3],
    [600, 4],
    [1_000, 5],
    [4_499, 9],
    [4_500, 10],
  ])('at %i XP is %i', (xp, level) => expect(levelOf(xp)).toBe(level));

  test('begins at its XP and ends where the next begins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_000 }), (level) => {
        expect(levelOf(xpOfLevel(level))).toBe(level);
        expect(levelOf(xpOfLevel(level + 1) - 1)).toBe(level);
      }),
    );
  });
});

describe('what is granted', () => {
  test('is what is left of the cap, in whatever parts it comes', () => {
    const parts = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 20 });
    fc.assert(
      fc.property(fc.constantFrom(...XP_KINDS), parts, (kind, requests) => {
        let sum = 0;
        for (const request of requests) sum += granted(kind, request, sum);
        const asked = requests.reduce((all, one) => all + one, 0);
        expect(sum).toBe(Math.min(asked, DAILY_CAPS[kind] ?? asked));
      }),
    );
  });

  test('is nothing where more was granted before than a cap allows now', () => {
    expect(granted('question', 15, 500)).toBe(0);
  });
});
