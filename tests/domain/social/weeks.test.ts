import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { weekStartOf } from '../../../domain/social/weeks.js';

test('a week begins on Monday, midnight UTC, over the years, too', () => {
  expect(weekStartOf(new Date('2027-01-03T23:59:59.999Z'))).toEqual(new Date('2026-12-28T00:00:00Z'));
  expect(weekStartOf(new Date('2027-01-04T00:00:00Z'))).toEqual(new Date('2027-01-04T00:00:00Z'));
});

test('every instant is in the week that begins at or before it', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1971-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
      (instant) => {
        const start = weekStartOf(instant);
        expect(start.getUTCDay()).toBe(1);
        expect(start.getTime() % 86_400_000).toBe(0);
        expect(instant.getTime() - start.getTime()).toBeGreaterThanOrEqual(0);
        expect(instant.getTime() - start.getTime()).toBeLessThan(7 * 86_400_000);
      },
    ),
  );
});
