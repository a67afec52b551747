import { describe, expect, test } from '@jest/globals';
import { addDays, daysBetween, mondayOf } from '../../../domain/game/calendar-day.js';

describe('days of the calendar', () => {
  test.each([
    ['2027-12-31', 1, '2028-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-02-28', 1, '2027-03-01'],
    ['2028-03-01', -1, '2028-02-29'],
    ['2027-03-28', 0, '2027-03-28'],
    ['2027-01-01', 365, '2028-01-01'],
    ['0999-12-31', 1, '1000-01-01'],
  ])('%s and %i more is %s, and back', (day, count, other) => {
    expect(addDays(day, count)).toBe(other);
    expect(addDays(other, -count)).toBe(day);
    expect(daysBetween(day, other)).toBe(count);
    expect(daysBetween(other, day)).toBe(-count || 0);
  });

  test.each([
    ['2026-12-27', '2026-12-21'],
    ['2026-12-28', '2026-12-28'],
    ['2026-12-29', '2026-12-28'],
    ['2027-01-02', '2026-12-28'],
    ['2027-01-03', '2026-12-28'],
    ['2027-01-04', '2027-01-04'],
  ])('%s is in the week of Monday %s', (day, monday) => expect(mondayOf(day)).toBe(monday));
});
