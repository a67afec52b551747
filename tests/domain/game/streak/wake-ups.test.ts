import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { addDays } from '../../../../domain/game/calendar-day.js';
import { settle, study } from '../../../../domain/game/streak/settle.js';
import { NO_STREAK, type StreakState } from '../../../../domain/game/streak/state.js';
import { isWarningDue, nextWakeUp } from '../../../../domain/game/streak/wake-ups.js';
import { boundsOf, dayAt, isExcused, type StudyCalendar } from '../../../../domain/game/study-calendar.js';
import { arbBeginning, arbRule, Student } from './lives.js';

const MINUTE_MS = 60_000;
const userId = '01912d68-783e-7a03-8467-5661c1243ad4';

const calendarOf = (timeZone: string, dayStartsAt: number): StudyCalendar => [
  { timeZone, dayStartsAt, from: new Date(0) },
];
/** A streak of one day, which was studied on `day`. */
const studiedOn = (day: string, calendar: StudyCalendar): StreakState =>
  study(NO_STREAK, { calendar, pauses: [], today: day }, day).state;
const minutesAfter = (from: string, to: Date | null): number => ((to?.getTime() ?? 0) - Date.parse(from)) / MINUTE_MS;

describe('The next wake-up', () => {
  const berlin = calendarOf('Europe/Berlin', 4);
  const state = studiedOn('2026-07-01', berlin);
  const at = (iso: string, input: { warnedOn?: string; pauses?: { firstDay: string; lastDay: string }[] } = {}) =>
    nextWakeUp(
      state,
      { calendar: berlin, pauses: input.pauses ?? [] },
      { userId, now: new Date(iso), warnedOn: input.warnedOn ?? null },
    );

  test.each([
    ["of a day that is studied is the next day's warning", '2026-07-01T10:00:00Z', {}, '2026-07-02T19:30:00Z'],
    ['of a day that is open is its warning', '2026-07-02T10:00:00Z', {}, '2026-07-02T19:30:00Z'],
    [
      'of a day that was warned of is its end and ten minutes',
      '2026-07-02T19:50:00Z',
      { warnedOn: '2026-07-02' },
      '2026-07-03T02:10:00Z',
    ],
    ['where the warning was missed is the end of the day', '2026-07-02T21:00:00Z', {}, '2026-07-03T02:10:00Z'],
    [
      'passes over paused days',
      '2026-07-02T10:00:00Z',
      { pauses: [{ firstDay: '2026-07-02', lastDay: '2026-07-04' }] },
      '2026-07-05T19:30:00Z',
    ],
  ])('%s', (_, now, input, expected) => {
    const minutes = minutesAfter(expected, at(now, input));
    expect(minutes).toBeGreaterThanOrEqual(0);
    expect(minutes).toBeLessThan(15);
  });

  test('is none where no streak runs, and in the past where a day that is over was not judged', () => {
    const input = { userId, now: new Date('2026-07-03T09:00:00Z'), warnedOn: null };
    expect(nextWakeUp(NO_STREAK, { calendar: berlin, pauses: [] }, input)).toBeNull();
    expect(minutesAfter('2026-07-03T02:10:00Z', at('2026-07-03T09:00:00Z'))).toBeLessThan(15);
  });

  test('is the warning until its very moment, and then the end of the day', () => {
    const warning = at('2026-07-02T10:00:00Z') as Date;
    const end = new Date(warning.getTime() + 400 * MINUTE_MS);
    const shortly = (ms: number) => at(new Date(warning.getTime() + ms).toISOString());
    expect([shortly(-1), shortly(0), shortly(1)]).toEqual([warning, end, end]);
  });

  test('is at the same place for a student, and spread over a quarter of an hour for many', () => {
    expect(at('2026-07-02T10:00:00Z')).toEqual(at('2026-07-02T11:00:00Z'));
    const quarters = new Set<number>();
    for (let i = 0; i < 200; i++) {
      const input = {
        userId: `${userId.slice(0, -3)}${100 + i}`,
        now: new Date('2026-07-02T10:00:00Z'),
        warnedOn: null,
      };
      quarters.add(
        Math.floor(minutesAfter('2026-07-02T19:30:00Z', nextWakeUp(state, { calendar: berlin, pauses: [] }, input))),
      );
    }
    expect([...quarters].sort((a, b) => a - b)).toEqual(Array.from({ length: 15 }, (_, minute) => minute));
  });

  test.each([
    [0, '2026-07-02T19:00:00Z'],
    [1, '2026-07-02T19:30:00Z'],
    [6, '2026-07-02T19:30:00Z'],
  ])('of a day that begins at %d warns three hours before its end, or at 21:30', (dayStartsAt, expected) => {
    const calendar = calendarOf('Europe/Berlin', dayStartsAt);
    const input = { userId, now: new Date('2026-07-02T10:00:00Z'), warnedOn: null };
    const minutes = minutesAfter(
      expected,
      nextWakeUp(studiedOn('2026-07-01', calendar), { calendar, pauses: [] }, input),
    );
    expect(minutes).toBeGreaterThanOrEqual(0);
    expect(minutes).toBeLessThan(15);
  });
});

describe('A warning', () => {
  const calendar = calendarOf('Europe/Berlin', 4);
  const state = studiedOn('2026-07-01', calendar);
  const isDue = (iso: string, warnedOn: string | null = null, pauses: { firstDay: string; lastDay: string }[] = []) =>
    isWarningDue(state, { calendar, pauses }, { now: new Date(iso), warnedOn });

  test('is due from 21:30 to 22:00, once', () => {
    expect(isDue('2026-07-02T19:29:59Z')).toBe(false);
    expect(isDue('2026-07-02T19:30:00Z')).toBe(true);
    expect(isDue('2026-07-02T19:59:59Z')).toBe(true);
    expect(isDue('2026-07-02T20:00:00Z')).toBe(false);
    expect(isDue('2026-07-02T22:00:00Z')).toBe(false);
    expect(isDue('2026-07-03T01:59:59Z')).toBe(false);
    expect(isDue('2026-07-02T19:30:00Z', '2026-07-02')).toBe(false);
    expect(isDue('2026-07-02T19:30:00Z', '2026-07-01')).toBe(true);
  });

  test('is not due on a day that is studied or paused, nor without a streak', () => {
    expect(isDue('2026-07-01T19:30:00Z')).toBe(false);
    expect(isDue('2026-07-02T19:30:00Z', null, [{ firstDay: '2026-07-02', lastDay: '2026-07-02' }])).toBe(false);
    expect(isDue('2026-07-03T19:30:00Z')).toBe(false);
  });
});

test('over random zones, travels and absences the wake-ups alone judge every day soon after its end, and warn once by day', () => {
  const arbDays = fc.array(fc.record({ studies: fc.boolean(), to: fc.option(arbRule, { freq: 4 }) }), {
    minLength: 1,
    maxLength: 40,
    size: 'max',
  });
  fc.assert(
    fc.property(arbRule, arbBeginning, fc.uuid({ version: 7 }), arbDays, (rule, from, id, days) => {
      const student = new Student(rule, from);
      student.studies();
      let warnedOn: string | null = null;
      const warnings: string[] = [];
      const next = () => nextWakeUp(student.state, student.context, { userId: id, now: student.now, warnedOn });
      /** As in the row: written by each wake-up, by an activity that begins a streak, and by a move. */
      let wakeAt = next();
      /** What the timer does until the next study day begins, as the services do. */
      const wakeUntil = (until: Date): void => {
        for (let at = wakeAt; at !== null && at < until; at = wakeAt) {
          student.now = at;
          student.isLookedAt();
          if (isWarningDue(student.state, student.context, { now: at, warnedOn })) {
            const { timeZone } = boundsOf(student.calendar, student.today).rule;
            const { hour } = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
            expect(hour).toBeGreaterThanOrEqual(7);
            expect(hour).toBeLessThan(22);
            warnedOn = student.today;
            warnings.push(warnedOn);
          }
          wakeAt = next();
          if (wakeAt) expect(wakeAt.getTime()).toBeGreaterThan(at.getTime());
        }
      };
      for (const { studies, to } of days) {
        const { end } = boundsOf(student.calendar, student.today);
        wakeUntil(end);
        student.now = new Date(Math.max(student.now.getTime(), end.getTime()));
        // Past the grace and the spread of the day that ended, before the next may be studied.
        wakeUntil(new Date(end.getTime() + 26 * MINUTE_MS));
        const { state, context } = student;
        const late = settle(state, context).days.filter(({ outcome }) => outcome === 'frozen' || outcome === 'missed');
        expect(late).toEqual([]);
        if (studies) student.studies();
        if (to) student.moves(to);
        if (to || wakeAt === null) wakeAt = next();
      }
      expect(new Set(warnings).size).toBe(warnings.length);
      for (const day of warnings) expect(isExcused(student.calendar, day)).toBe(false);
      // The last days may be excused ones, for which no timer wakes.
      student.isLookedAt();
      expect(student.state).toEqual(student.replayed());
    }),
    { numRuns: 100 },
  );
});

test('an absent student is warned on each day that a freeze is spent on, and on the day that ends the streak', () => {
  const calendar = calendarOf('America/Havana', 0);
  const pauses = [{ firstDay: '2026-10-31', lastDay: '2026-10-31' }];
  let state: StreakState = {
    ...NO_STREAK,
    length: 14,
    startedOn: '2026-10-16',
    longest: 14,
    freezes: 2,
    through: '2026-10-29',
  };
  let now = new Date('2026-10-29T20:00:00Z');
  let warnedOn: string | null = null;
  const warned: string[] = [];
  for (;;) {
    const at = nextWakeUp(state, { calendar, pauses }, { userId, now, warnedOn });
    if (at === null) break;
    now = at;
    const today = dayAt(calendar, now);
    state = settle(state, { calendar, pauses, today }).state;
    if (isWarningDue(state, { calendar, pauses }, { now, warnedOn })) {
      warnedOn = today;
      warned.push(today);
    }
  }
  expect(warned).toEqual(['2026-10-30', '2026-11-01', '2026-11-02']);
  expect(state).toEqual({ ...NO_STREAK, longest: 14, through: '2026-11-02' });
  expect(now.getTime()).toBeGreaterThan(boundsOf(calendar, addDays('2026-11-02', 1)).start.getTime());
});
