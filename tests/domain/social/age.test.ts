import { describe, expect, test } from '@jest/globals';
import { mayBePublic, mayChangeAge } from '../../../domain/social/age.js';

const told = new Date('2026-03-01T12:00:00Z');
const daysLater = (days: number) => new Date(told.getTime() + days * 86_400_000);

describe('an age band', () => {
  test('lets be seen by everyone from 16 on only', () => {
    expect([null, 'under-13', '13-15', '16-or-older'].map((band) => mayBePublic(band as never))).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  test('can be told first, and a younger one at any time', () => {
    expect(mayChangeAge({ ageBand: null, ageToldAt: null }, '16-or-older', told)).toBe(true);
    expect(mayChangeAge({ ageBand: '16-or-older', ageToldAt: told }, 'under-13', told)).toBe(true);
    expect(mayChangeAge({ ageBand: '13-15', ageToldAt: told }, '13-15', told)).toBe(true);
    expect(mayChangeAge({ ageBand: '13-15', ageToldAt: null }, '16-or-older', told)).toBe(true);
  });

  test.each([
    [364.9, false],
    [365, true],
  ])('an older one %s days later: %s', (days, may) => {
    expect(mayChangeAge({ ageBand: '13-15', ageToldAt: told }, '16-or-older', daysLater(days))).toBe(may);
    expect(mayChangeAge({ ageBand: 'under-13', ageToldAt: told }, '16-or-older', daysLater(days))).toBe(may);
  });
});
