import { describe, expect, test } from '@jest/globals';
import { addDays } from '../../../domain/game/calendar-day.js';
import { dayOf, hourOf, startOfDay } from '../../../domain/game/study-day.js';

const rule = (timeZone: string, dayStartsAt = 4) => ({ timeZone, dayStartsAt });
const at = (instant: string) => new Date(instant);

describe('a study day', () => {
  test('goes on after midnight until the hour at which the next begins', () => {
    const kathmandu = rule('Asia/Kathmandu');
    expect(dayOf(kathmandu, at('2027-03-10T03:59:59.999+05:45'))).toBe('2027-03-09');
    expect(dayOf(kathmandu, at('2027-03-10T04:00:00+05:45'))).toBe('2027-03-10');
    expect(startOfDay(kathmandu, '2027-03-10')).toEqual(at('2027-03-10T04:00:00+05:45'));
    expect(hourOf(kathmandu, at('2027-03-10T03:59:59.999+05:45'))).toBe(3);
  });

  test('at an hour of 0 is a day of the calendar', () => {
    expect(dayOf(rule('Europe/Berlin', 0), at('2027-07-01T00:00:00+02:00'))).toBe('2027-07-01');
    expect(hourOf(rule('Europe/Berlin', 0), at('2027-07-01T00:00:00+02:00'))).toBe(0);
  });

  test('of an hour before midnight on a leap day', () => {
    expect(dayOf(rule('UTC'), at('2028-03-01T03:00:00Z'))).toBe('2028-02-29');
  });

  test('is told by the offset that held at the instant', () => {
    // The hour at which days begin is 4 on the wall, in winter and in summer.
    expect(startOfDay(rule('Europe/Berlin'), '2027-01-10')).toEqual(at('2027-01-10T03:00:00Z'));
    expect(startOfDay(rule('Europe/Berlin'), '2027-07-10')).toEqual(at('2027-07-10T02:00:00Z'));
  });
});

describe('where the clock is changed', () => {
  test.each([
    ['Havana has midnight twice, the first begins the day', 'America/Havana', 0, '2025-11-02', '2025-11-02T04:00:00Z'],
    ['the Azores have midnight twice', 'Atlantic/Azores', 0, '2025-10-26', '2025-10-26T00:00:00Z'],
    ['Cairo has no midnight in spring', 'Africa/Cairo', 0, '2025-04-25', '2025-04-24T22:00:00Z'],
    ['New York has no 2:00 in spring', 'America/New_York', 2, '2025-03-09', '2025-03-09T07:00:00Z'],
    ['New York has 1:00 twice in autumn', 'America/New_York', 1, '2025-11-02', '2025-11-02T05:00:00Z'],
    ['Lord Howe jumps half an hour over 2:00', 'Australia/Lord_Howe', 2, '2025-10-05', '2025-10-04T15:30:00Z'],
    ['Troll jumps two hours, from 1:00 over 2:00', 'Antarctica/Troll', 2, '2025-03-30', '2025-03-30T01:00:00Z'],
    ['Troll has 2:00 twice', 'Antarctica/Troll', 2, '2025-10-26', '2025-10-26T00:00:00Z'],
    ['Chatham has 3:00 twice', 'Pacific/Chatham', 3, '2025-04-06', '2025-04-05T13:15:00Z'],
    ['Samoa had no 30 December 2011', 'Pacific/Apia', 0, '2011-12-30', '2011-12-30T10:00:00Z'],
    ['Samoa went on with the 31st', 'Pacific/Apia', 0, '2011-12-31', '2011-12-30T10:00:00Z'],
    ['Samoa at 4:00', 'Pacific/Apia', 4, '2011-12-30', '2011-12-30T10:00:00Z'],
    ['Samoa at 4:00, the day after', 'Pacific/Apia', 4, '2011-12-31', '2011-12-30T14:00:00Z'],
  ])('%s', (_what, timeZone, dayStartsAt, day, start) => {
    expect(startOfDay(rule(timeZone, dayStartsAt), day)).toEqual(at(start));
  });

  test.each([
    ['Chatham, from 3:45 back to 2:45', 'Pacific/Chatham', 3, '2025-04-05T14:05:00Z', '2025-04-06', 2],
    ['Troll, from 3:00 back to 1:00', 'Antarctica/Troll', 2, '2025-10-26T01:30:00Z', '2025-10-26', 1],
    ['Newfoundland, from 0:01 back to 23:01', 'America/St_Johns', 0, '2010-11-07T03:00:00Z', '2010-11-07', 23],
  ])('a day that has begun goes on: %s', (_what, timeZone, dayStartsAt, instant, day, hour) => {
    const told = rule(timeZone, dayStartsAt);
    expect([dayOf(told, at(instant)), hourOf(told, at(instant))]).toEqual([day, hour]);
    const beginning = startOfDay(told, day);
    expect(dayOf(told, beginning)).toBe(day);
    expect(dayOf(told, new Date(beginning.getTime() - 1))).toBe(addDays(day, -1));
  });

  test("Samoa's missing day is never an instant's at 0:00, and has four hours at 4:00", () => {
    const [before, after] = [at('2011-12-30T09:59:59.999Z'), at('2011-12-30T10:00:00Z')];
    expect([before, after].map((instant) => dayOf(rule('Pacific/Apia', 0), instant))).toEqual([
      '2011-12-29',
      '2011-12-31',
    ]);
    expect([before, after].map((instant) => dayOf(rule('Pacific/Apia', 4), instant))).toEqual([
      '2011-12-29',
      '2011-12-30',
    ]);
  });
});
