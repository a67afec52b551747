import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../../domain/game/calendar-day.js';
import { checkPause, endPause, isPaused, type Pause } from '../../../../domain/game/streak/pauses.js';

const TODAY = '2026-12-10';
const pause = (firstDay: string, lastDay = firstDay): Pause => ({ firstDay, lastDay });
const check = (wish: Pause, pauses: Pause[] = [], through: string | null = null) =>
  checkPause(wish, pauses, TODAY, through);

describe('A pause', () => {
  test.each<[string, Pause, Pause[], ReturnType<typeof checkPause>]>([
    ['may begin today', pause(TODAY), [], undefined],
    ['may not begin yesterday', pause('2026-12-09', '2026-12-12'), [], 'begins-in-the-past'],
    ['has a first and a last day', pause('2026-12-12', '2026-12-11'), [], 'ends-before-it-begins'],
    ['begins within a year', pause('2027-12-12'), [], 'too-far-ahead'],
    ['may begin in a year', pause('2027-12-11'), [], undefined],
    ['may last 14 days', pause(TODAY, '2026-12-23'), [], undefined],
    ['may not last 15 days', pause(TODAY, '2026-12-24'), [], 'too-long'],
    ['may not last to the end of time', pause(TODAY, '9999-12-31'), [], 'too-long'],
    ['overlaps no other', pause(TODAY, '2026-12-12'), [pause('2026-12-12', '2026-12-13')], 'overlaps'],
    ['may not begin on the last day of another', pause('2026-12-12'), [pause(TODAY, '2026-12-12')], 'overlaps'],
    ['of 15 days is too long, also over another', pause(TODAY, '2026-12-24'), [pause('2026-12-12')], 'too-long'],
    ['may adjoin another', pause(TODAY, '2026-12-11'), [pause('2026-12-12', '2026-12-23')], undefined],
    ['counts with the one after it', pause(TODAY, '2026-12-11'), [pause('2026-12-12', '2026-12-24')], 'too-long'],
    ['counts with the one before it', pause(TODAY), [pause('2026-11-26', '2026-12-09')], 'too-long'],
    ['counts alone after a day between', pause('2026-12-11'), [pause('2026-11-26', '2026-12-09')], undefined],
    [
      'counts with both that it joins',
      pause('2026-12-15'),
      [pause('2026-12-10', '2026-12-14'), pause('2026-12-16', '2026-12-24')],
      'too-long',
    ],
    [
      'may be the 28th day of a year',
      pause(TODAY),
      [pause('2026-01-01', '2026-01-14'), pause('2026-03-01', '2026-03-13')],
      undefined,
    ],
    [
      'may not be the 29th',
      pause(TODAY),
      [pause('2026-01-01', '2026-01-14'), pause('2026-03-01', '2026-03-14')],
      'too-many-in-a-year',
    ],
    [
      'counts each day for its own year',
      pause('2026-12-31', '2027-01-05'),
      [pause('2026-01-01', '2026-01-14'), pause('2026-03-01', '2026-03-13')],
      undefined,
    ],
    [
      'counts each day for its own year, also that of the next',
      pause('2026-12-31', '2027-01-05'),
      [pause('2027-02-01', '2027-02-14'), pause('2027-04-01', '2027-04-10')],
      'too-many-in-a-year',
    ],
  ])('%s', (_, wish, pauses, problem) => {
    expect(check(wish, pauses)).toBe(problem);
  });

  test('does not take back a day that counts', () => {
    expect(check(pause(TODAY), [], TODAY)).toBe('today-counts');
    expect(check(pause(addDays(TODAY, 1)), [], TODAY)).toBeUndefined();
    expect(check(pause(TODAY), [], addDays(TODAY, -1))).toBeUndefined();
  });

  test.each<[string, Pause, Pause | null]>([
    ['that is to come is dropped', pause('2026-12-11', '2026-12-13'), null],
    ['that began today is dropped', pause(TODAY, '2026-12-13'), null],
    ['that runs ends yesterday', pause('2026-12-08', '2026-12-13'), pause('2026-12-08', '2026-12-09')],
    ['of which today is the last day ends yesterday', pause('2026-12-09', TODAY), pause('2026-12-09')],
    ['that ended yesterday stays', pause('2026-12-08', '2026-12-09'), pause('2026-12-08', '2026-12-09')],
    ['that ended before yesterday stays', pause('2026-12-06', '2026-12-08'), pause('2026-12-06', '2026-12-08')],
  ])('%s when it is ended', (_, before, after) => {
    expect(endPause(before, TODAY)).toEqual(after);
  });

  test('that is granted never makes more than 14 days in a row, 28 in a year, or a day twice', () => {
    const arbWish = fc.record({ inDays: fc.integer({ min: 0, max: 360 }), days: fc.integer({ min: 1, max: 15 }) });
    fc.assert(
      fc.property(fc.array(arbWish, { maxLength: 25 }), (wishes) => {
        let pauses: Pause[] = [];
        for (const { inDays, days } of wishes) {
          const wish = pause(addDays(TODAY, inDays), addDays(TODAY, inDays + days - 1));
          if (check(wish, pauses) === undefined) pauses = [...pauses, wish];
        }
        let inARow = 0;
        const inAYear: Record<string, number> = {};
        for (let i = 0; i < 380; i++) {
          const day = addDays(TODAY, i);
          inARow = isPaused(pauses, day) ? inARow + 1 : 0;
          if (inARow > 0) inAYear[day.slice(0, 4)] = (inAYear[day.slice(0, 4)] ?? 0) + 1;
          expect(inARow).toBeLessThanOrEqual(14);
          expect(pauses.filter((one) => isPaused([one], day)).length).toBeLessThanOrEqual(1);
        }
        for (const days of Object.values(inAYear)) expect(days).toBeLessThanOrEqual(28);
      }),
    );
  });
});
