import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { timeOfWeek, weekOf } from '../../../domain/social/weeks.js';

test('a week goes from Monday to Monday, midnight UTC, over the years and over a change of clocks, too', () => {
  expect(weekOf(new Date('2027-01-03T23:59:59.999Z'))).toBe('2026-12-28');
  expect(weekOf(new Date('2027-01-04T00:00:00Z'))).toBe('2027-01-04');
  expect(timeOfWeek('2026-03-23')).toEqual({
    from: new Date('2026-03-23T00:00:00Z'),
    to: new Date('2026-03-30T00:00:00Z'),
  });
});

test('every instant is in the week that begins at or before it', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1971-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
      (instant) => {
        const { from, to } = timeOfWeek(weekOf(instant));
        expect(from.getUTCDay()).toBe(1);
        expect(from.getTime() % 86_400_000).toBe(0);
        expect(to.getTime() - from.getTime()).toBe(7 * 86_400_000);
        expect(instant.getTime() >= from.getTime() && instant.getTime() < to.getTime()).toBe(true);
      },
    ),
  );
});
