import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysBetween } from '../../../domain/game/calendar-day.js';
import { changeRule } from '../../../domain/game/change-rule.js';
import {
  boundsOf,
  dayAt,
  hourAt,
  isExcused,
  placeInDay,
  type StudyCalendar,
} from '../../../domain/game/study-calendar.js';
import { type DayRule, dayOf, startOfDay } from '../../../domain/game/study-day.js';
import { HOUR } from '../../support/times.js';

const WEEK = 168 * HOUR;
const at = (instant: string) => new Date(instant);
const plus = (instant: Date, ms: number) => new Date(instant.getTime() + ms);
const rule = (timeZone: string, dayStartsAt = 4): DayRule => ({ timeZone, dayStartsAt });
const only = (first: DayRule): StudyCalendar => [{ ...first, from: new Date(0) }];
const hoursOf = (calendar: StudyCalendar, day: string) => {
  const { start, end } = boundsOf(calendar, day);
  return (end.getTime() - start.getTime()) / HOUR;
};

describe('a calendar of one rule', () => {
  test('is that rule, for all time', () => {
    const calendar = only(rule('Asia/Kathmandu'));
    expect(dayAt(calendar, at('1969-07-20T12:00:00Z'))).toBe('1969-07-20');
    expect(boundsOf(calendar, '1969-07-20')).toMatchObject({
      start: at('1969-07-20T04:00:00+05:30'),
      end: at('1969-07-21T04:00:00+05:30'),
    });
    expect(placeInDay(calendar, at('2027-03-09T20:15:00Z'))).toMatchObject({
      ...{ day: '2027-03-09', hour: 2, rule: rule('Asia/Kathmandu') },
    });
    expect(boundsOf(calendar, '2027-03-09')).toMatchObject({
      start: at('2027-03-09T04:00:00+05:45'),
      end: at('2027-03-10T04:00:00+05:45'),
      rule: rule('Asia/Kathmandu'),
    });
  });

  test('excuses a day under 20 hours: of those that the law made, only what Samoa jumped over', () => {
    const samoa = only(rule('Pacific/Apia', 0));
    expect(['2011-12-29', '2011-12-30', '2011-12-31'].map((day) => isExcused(samoa, day))).toEqual([
      ...[false, true, false],
    ]);
    const troll = only(rule('Antarctica/Troll', 0));
    expect([hoursOf(troll, '2025-03-30'), isExcused(troll, '2025-03-30')]).toEqual([22, false]);
  });
});

describe('a journey', () => {
  const noon = at('2027-03-10T12:00:00-10:00');

  test('from Honolulu to Auckland: the rest of the date is excused, and nothing is lost', () => {
    const calendar = changeRule(only(rule('Pacific/Honolulu')), rule('Pacific/Auckland'), noon);
    expect(calendar[1]).toEqual({ ...rule('Pacific/Auckland'), from: at('2027-03-11T04:00:00-10:00') });
    expect(['2027-03-10', '2027-03-11', '2027-03-12'].map((day) => hoursOf(calendar, day))).toEqual([24, 1, 24]);
    expect(['2027-03-10', '2027-03-11', '2027-03-12'].map((day) => isExcused(calendar, day))).toEqual([
      ...[false, true, false],
    ]);
  });

  test('from Auckland to Honolulu: the date goes on until the next one there, and none comes back', () => {
    const calendar = changeRule(only(rule('Pacific/Auckland')), rule('Pacific/Honolulu'), noon);
    // It is the 11th in Auckland; the 12th begins there, and ends when it does in Honolulu.
    expect(['2027-03-11', '2027-03-12', '2027-03-13'].map((day) => hoursOf(calendar, day))).toEqual([24, 47, 24]);
  });

  test('over a date as a whole: it has no hour, and is excused', () => {
    const calendar = changeRule(only(rule('Pacific/Honolulu')), rule('Pacific/Kiritimati'), noon);
    expect(['2027-03-10', '2027-03-11', '2027-03-12'].map((day) => hoursOf(calendar, day))).toEqual([24, 0, 24]);
    expect(dayAt(calendar, at('2027-03-11T14:00:00Z'))).toBe('2027-03-12');
  });

  test.each([
    ['Asia/Dubai', 21, false],
    ['Asia/Karachi', 20, false],
    ['Asia/Kolkata', 19.5, true],
  ])('from Berlin to %s leaves a day of %d hours, excused if under 20: %p', (timeZone, hours, excused) => {
    const calendar = changeRule(only(rule('Europe/Berlin')), rule(timeZone), noon);
    expect([hoursOf(calendar, '2027-03-11'), isExcused(calendar, '2027-03-11')]).toEqual([hours, excused]);
  });

  test('where it is as late is told by the new zone from the next day on, and does not count', () => {
    const paris = changeRule(only(rule('Europe/Berlin')), rule('Europe/Paris'), noon);
    expect(paris[1]?.from).toEqual(at('2027-03-11T04:00:00+01:00'));
    const later = plus(noon, 24 * HOUR);
    expect(changeRule(paris, rule('Europe/Lisbon'), later)[2]?.from).toEqual(at('2027-03-12T04:00:00+01:00'));
  });
});

describe('the hour on the wall', () => {
  const calendar: StudyCalendar = [
    { ...rule('UTC'), from: at('2027-01-01T04:00:00Z') },
    { ...rule('Europe/Berlin'), from: at('2027-03-11T04:00:00Z') },
    { ...rule('Asia/Tokyo'), from: at('2027-03-20T03:00:00Z') },
  ];

  test.each([
    ['2026-12-31T12:00:00Z', 12],
    ['2027-03-11T03:59:59.999Z', 3],
    ['2027-03-11T04:00:00Z', 5],
    ['2027-03-20T02:59:59.999Z', 3],
    ['2027-03-20T03:00:00Z', 12],
    ['2027-03-20T14:59:59.999Z', 23],
    ['2027-03-20T15:00:00Z', 0],
  ])('at %s is %i by the zone that held then', (instant, hour) => expect(hourAt(calendar, at(instant))).toBe(hour));
});

describe('a wish', () => {
  const now = at('2027-03-10T12:00:00Z');
  const lisbon = only(rule('Europe/Lisbon'));
  const moved = changeRule(lisbon, rule('Europe/Berlin'), now);
  const since = at('2027-03-11T04:00:00Z');

  test('for what is the rule anyway changes nothing, by whatever name', () => {
    const kolkata = only(rule('Asia/Kolkata'));
    expect(changeRule(kolkata, rule('Asia/Kolkata'), now)).toBe(kolkata);
    expect(changeRule(kolkata, rule('Asia/Calcutta'), now)).toBe(kolkata);
  });

  test('that is repeated before it came true changes nothing', () => {
    expect(changeRule(moved, rule('Europe/Berlin'), plus(now, HOUR))).toBe(moved);
  });

  test('takes the place of one that is still to come', () => {
    expect(changeRule(moved, rule('Europe/Athens'), plus(now, HOUR))).toEqual([
      ...lisbon,
      { ...rule('Europe/Athens'), from: since },
    ]);
  });

  test('for the rule in force drops the one that is still to come', () => {
    expect(changeRule(moved, rule('Europe/Lisbon'), plus(now, HOUR))).toEqual(lisbon);
  });

  test('that moves the day waits until the first day that begins a week after the last such change', () => {
    const again = changeRule(moved, rule('Europe/Lisbon'), plus(since, HOUR));
    expect(again[2]?.from).toEqual(at('2027-03-19T04:00:00+01:00'));
    const late = changeRule(moved, rule('Europe/Lisbon'), plus(since, WEEK + HOUR));
    expect(late[2]?.from).toEqual(at('2027-03-19T04:00:00+01:00'));
    const muchLater = changeRule(moved, rule('Europe/Lisbon'), plus(since, 3 * WEEK));
    expect(muchLater[2]?.from).toEqual(at('2027-04-02T04:00:00+02:00'));
  });

  test('waits exactly a week where a day begins then', () => {
    const westward = changeRule(only(rule('Pacific/Honolulu')), rule('Pacific/Kiritimati'), now);
    const back = changeRule(westward, rule('Pacific/Honolulu'), plus(now, 24 * HOUR));
    expect(back.slice(1).map(({ from }) => from)).toEqual([at('2027-03-10T14:00:00Z'), at('2027-03-17T14:00:00Z')]);
  });

  test('for another zone and hour at which days begin at the same instant does not count', () => {
    const same = changeRule(lisbon, rule('Etc/GMT+1', 3), now);
    const athens = changeRule(same, rule('Europe/Athens'), plus(since, HOUR));
    expect(athens.slice(1).map(({ from }) => from)).toEqual([since, plus(since, 24 * HOUR)]);
  });

  test('for 0 instead of 6 and back makes no short days at will: one a week, and that is excused', () => {
    const six = only(rule('UTC', 6));
    const zero = changeRule(six, rule('UTC', 0), now);
    const back = changeRule(zero, rule('UTC', 6), at('2027-03-11T07:00:00Z'));
    expect(hoursOf(back, '2027-03-11')).toBe(18);
    expect(isExcused(back, '2027-03-11')).toBe(true);
    expect(back[2]?.from).toEqual(at('2027-03-19T00:00:00Z'));
    expect(hoursOf(back, '2027-03-19')).toBe(30);
  });
});

const ZONES = [
  ...['America/Havana', 'Atlantic/Azores', 'Pacific/Apia', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'],
  ...['Pacific/Honolulu', 'Pacific/Auckland', 'Pacific/Kiritimati', 'Pacific/Chatham', 'Antarctica/Troll'],
  ...['Europe/Berlin', 'Europe/Paris', 'America/New_York', 'Africa/Cairo', 'Asia/Kolkata', 'Asia/Calcutta'],
];
const anyRule = fc.record({ timeZone: fc.constantFrom(...ZONES), dayStartsAt: fc.integer({ min: 0, max: 6 }) });
const anyLife = fc.record({
  first: anyRule,
  from: fc.integer({ min: Date.UTC(2012, 0), max: Date.UTC(2036, 0) }).map((ms) => new Date(ms)),
  wishes: fc.array(fc.record({ hours: fc.double({ min: 0, max: 300, noNaN: true }), wish: anyRule }), { maxLength: 8 }),
});
type Life = typeof anyLife extends fc.Arbitrary<infer T> ? T : never;

/** The calendar after each wish, and when that was. */
function live({ first, from, wishes }: Life) {
  let calendar = only(first);
  let now = from;
  const steps = wishes.map(({ hours, wish }) => {
    now = plus(now, Math.round(hours * HOUR));
    const before = calendar;
    calendar = changeRule(before, wish, now);
    return { now, before, after: calendar };
  });
  return { calendar, steps, until: plus(now, 3 * WEEK) };
}

/** Every seven hours of a life, and around every change. */
function instantsOf({ from }: Life, { calendar, until }: ReturnType<typeof live>): Date[] {
  const instants = calendar.slice(1).flatMap((period) => [-1, 0, 1].map((ms) => plus(period.from, ms)));
  for (let instant = from; instant < until; instant = plus(instant, 7 * HOUR)) instants.push(instant);
  return instants.sort((a, b) => a.getTime() - b.getTime());
}

describe('whatever a student wishes', () => {
  test('a day never comes back, and each instant is on exactly one', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const lived = live(life);
        let latest = '';
        for (const instant of instantsOf(life, lived)) {
          const day = dayAt(lived.calendar, instant);
          const { start, end } = boundsOf(lived.calendar, day);
          expect(day >= latest && start <= instant && instant < end).toBe(true);
          latest = day;
        }
      }),
    );
  });

  test('days follow each other without a gap, and only one that begins with a change is short', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const { calendar, until } = live(life);
        const changes = calendar.map(({ from }) => from.getTime());
        const first = dayAt(calendar, life.from);
        for (let count = 0; count <= daysBetween(first, dayAt(calendar, until)); count += 1) {
          const day = addDays(first, count);
          const { start, end, rule: told } = boundsOf(calendar, day);
          expect(end).toEqual(boundsOf(calendar, addDays(day, 1)).start);
          expect(start <= end).toBe(true);
          if (start < end) expect([dayAt(calendar, start), placeInDay(calendar, start).rule]).toEqual([day, told]);
          if (isExcused(calendar, day)) expect(changes).toContain(start.getTime());
        }
      }),
    );
  });

  test('the day moves once a week at most', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const { calendar } = live(life);
        const moves = calendar.filter(({ from, ...after }, index) => {
          const before = calendar[index - 1];
          return before && startOfDay(after, dayOf(before, from)).getTime() !== from.getTime();
        });
        for (const [index, { from }] of moves.slice(1).entries()) {
          expect(from.getTime() - (moves[index]?.from.getTime() ?? 0)).toBeGreaterThanOrEqual(WEEK);
        }
      }),
    );
  });

  test('a change leaves every day that has begun as it is, and begins with one', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        for (const { now, before, after } of live(life).steps) {
          const today = dayAt(before, now);
          for (let back = 0; back < 20; back += 1) {
            const day = addDays(today, -back);
            expect(boundsOf(after, day)).toEqual(boundsOf(before, day));
          }
          const added = after.at(-1);
          if (after === before || !added || added.from <= now) continue;
          const begun = after.slice(0, -1) as unknown as StudyCalendar;
          expect(boundsOf(begun, dayAt(begun, added.from)).start).toEqual(added.from);
        }
      }),
    );
  });
});
