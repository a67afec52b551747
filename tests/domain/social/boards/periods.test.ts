import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysBetween } from '../../../../domain/game/calendar-day.js';
import { firstDayOf, termOf } from '../../../../domain/social/boards/periods.js';

const days = fc.integer({ min: 0, max: 40_000 }).map((count) => addDays('1990-01-01', count));

describe('the time that a board is of', () => {
  test.each([
    ['2025-12-29', '2025-12-29'],
    ['2026-01-04', '2025-12-29'],
    ['2026-01-05', '2026-01-05'],
    ['2027-01-03', '2026-12-28'],
    ['2024-12-31', '2024-12-30'],
  ])('is for the week of %s from %s on, whichever year that is', (day, monday) => {
    expect(firstDayOf('week', day)).toBe(monday);
  });

  test('is a day, all time, or a week that begins on a Monday at most six days before', () => {
    fc.assert(
      fc.property(days, (day) => {
        const monday = firstDayOf('week', day) ?? '';
        expect(new Date(monday).getUTCDay()).toBe(1);
        expect(daysBetween(monday, day)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(monday, day)).toBeLessThan(7);
        expect([firstDayOf('day', day), firstDayOf('all-time', day)]).toEqual([day, null]);
      }),
    );
  });
});

describe('how long a board is kept', () => {
  test.each([
    ['day', '2026-03-31', 'days-35'],
    ['week', '2026-03-07', 'days-7'],
    ['week', '2026-03-08', 'weeks-53'],
    ['all-time', '2026-02-27', 'days-7'],
    ['all-time', '2026-02-28', 'always'],
    ['all-time', '2024-02-28', 'days-7'],
    ['all-time', '2024-02-29', 'always'],
  ] as const)('of %s through %s', (period, day, term) => expect(termOf(period, day)).toBe(term));
});
