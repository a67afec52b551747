import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../../domain/game/calendar-day.js';
import { explainDays, type StoredDay } from '../../../../domain/game/streak/explain-days.js';
import { replay, study } from '../../../../domain/game/streak/settle.js';
import { NO_STREAK } from '../../../../domain/game/streak/state.js';
import { viewStreak } from '../../../../domain/game/streak/view-streak.js';
import { boundsOf, dayAt } from '../../../../domain/game/study-calendar.js';
import { arbLife, live, Student } from './lives.js';

/** The rows of what was judged until then, as the services write them. */
function storedDays({ calendar, studiedDays, context }: Student): StoredDay[] {
  return replay(studiedDays, context).days.map(({ day, outcome }) => {
    const { start, end, rule } = boundsOf(calendar, day);
    const { timeZone, dayStartsAt } = rule;
    return { day, outcome, studied: studiedDays.has(day), timeZone, dayStartsAt, startsAt: start, endsAt: end };
  });
}

const explain = (student: Student, range: { from: string; to: string }, stored = storedDays(student)) =>
  explainDays(range, stored, viewStreak(student.state, student.context, student.now), student.context);

const hoursLater = (student: Student, hours: number): void => {
  student.now = new Date(student.now.getTime() + hours * 3_600_000);
};

describe('A streak day by day', () => {
  test('says of each day how it was judged, why, and by which zone and day start', () => {
    const student = new Student({ timeZone: 'Europe/Berlin', dayStartsAt: 4 }, new Date('2026-07-01T10:00:00Z'));
    for (let day = 0; day < 7; day++) {
      student.studies();
      hoursLater(student, 24);
    }
    hoursLater(student, 24);
    student.studies();
    hoursLater(student, 24);
    student.wishesPause(0, 2);
    student.studies();
    hoursLater(student, 48);
    const stored = storedDays(student);
    hoursLater(student, 72);
    const days = explain(student, { from: '2026-06-30', to: '2026-07-31' }, stored);
    expect(days.map(({ day, outcome }) => `${day.slice(5)} ${outcome}`)).toEqual([
      '06-30 none',
      ...['07-01', '07-02', '07-03', '07-04', '07-05', '07-06', '07-07'].map((day) => `${day} studied`),
      '07-08 frozen',
      '07-09 studied',
      '07-10 paused',
      '07-11 paused',
      '07-12 missed',
      '07-13 none',
      '07-14 none',
      '07-15 open',
    ]);
    expect(days.at(-1)).toEqual({
      day: '2026-07-15',
      outcome: 'open',
      reason: 'Today is not over; an activity still counts for it.',
      timeZone: 'Europe/Berlin',
      dayStartsAt: 4,
      startsAt: new Date('2026-07-15T02:00:00Z'),
      endsAt: new Date('2026-07-16T02:00:00Z'),
    });
    const reasonOn = (date: string) => days.find(({ day }) => day === date)?.reason;
    expect(reasonOn('2026-06-30')).toBe('No streak ran on this day.');
    expect(reasonOn('2026-07-01')).toBe('You studied on this day.');
    expect(reasonOn('2026-07-08')).toBe('You did not study on this day; a freeze kept your streak.');
    expect(reasonOn('2026-07-10')).toMatch(/did not count/);
    expect(reasonOn('2026-07-11')).toBe('Your streak was paused on this day.');
    expect(reasonOn('2026-07-12')).toMatch(/no freeze left/);
  });

  test('says of a short day how short it was, and of a date that was skipped that it was', () => {
    const student = new Student({ timeZone: 'Pacific/Honolulu', dayStartsAt: 4 }, new Date('2026-07-01T20:00:00Z'));
    student.studies();
    student.moves({ timeZone: 'Pacific/Auckland', dayStartsAt: 4 });
    hoursLater(student, 36);
    student.studies();
    const days = explain(student, { from: '2026-07-01', to: student.today });
    expect(days.map(({ outcome }) => outcome)).toEqual(['studied', 'excused', 'studied']);
    expect(days[1]?.reason).toMatch(/left you 2 hours of this day/);
    expect(days[1]?.timeZone).toBe('Pacific/Auckland');
    expect(student.state.length).toBe(2);

    const samoan = new Student({ timeZone: 'Pacific/Apia', dayStartsAt: 0 }, new Date('2011-12-29T20:00:00Z'));
    samoan.studies();
    hoursLater(samoan, 24);
    samoan.studies();
    const around = explain(samoan, { from: '2011-12-29', to: '2011-12-31' });
    expect(around.map(({ outcome }) => outcome)).toEqual(['studied', 'excused', 'studied']);
    expect(around[1]?.reason).toBe('A change of time skipped this date for you, so nothing was missed.');
  });

  test('ends with the last day that is asked for, or with today', () => {
    const student = new Student({ timeZone: 'Europe/Berlin', dayStartsAt: 4 }, new Date('2026-07-05T10:00:00Z'));
    const daysTo = (to: string) => explain(student, { from: '2026-07-03', to }).map(({ day }) => day);
    expect(daysTo('2026-07-02')).toEqual([]);
    expect(daysTo('2026-07-03')).toEqual(['2026-07-03']);
    expect(daysTo('2026-07-04')).toEqual(['2026-07-03', '2026-07-04']);
    expect(daysTo('2026-07-06')).toEqual(['2026-07-03', '2026-07-04', '2026-07-05']);
  });

  test('says that a day was paused, also where no streak ran', () => {
    const student = new Student({ timeZone: 'Europe/Berlin', dayStartsAt: 4 }, new Date('2026-07-01T10:00:00Z'));
    student.wishesPause(0, 2);
    hoursLater(student, 72);
    const days = explain(student, { from: '2026-06-30', to: '2026-07-03' });
    expect(days.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['none', 'No streak ran on this day.'],
      ['paused', 'Your streak was paused on this day.'],
      ['paused', 'Your streak was paused on this day.'],
      ['none', 'No streak ran on this day.'],
    ]);
  });

  test.each([
    [59, 'less than an hour'],
    [60, '1 hour'],
    [119, '1 hour'],
    [120, '2 hours'],
    [20 * 60 - 1, '19 hours'],
  ])('says of an excused day of %i minutes that %s were left', (minutes, left) => {
    const student = new Student({ timeZone: 'UTC', dayStartsAt: 4 }, new Date('2026-07-05T10:00:00Z'));
    const startsAt = new Date('2026-07-02T04:00:00Z');
    const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
    const row = { day: '2026-07-02', studied: false, timeZone: 'UTC', dayStartsAt: 4, startsAt, endsAt };
    const days = explain(student, { from: row.day, to: row.day }, [{ ...row, outcome: 'excused' }]);
    expect(days.map(({ reason }) => reason)).toEqual([
      `A change of time left you ${left} of this day, under the 20 hours that ask for an activity.`,
    ]);
  });

  test('is the same from all rows and from rows that end where the state does', () => {
    fc.assert(
      fc.property(arbLife, (life) => {
        live(life, (student) => {
          const range = { from: addDays(student.today, -20), to: student.today };
          const rows = storedDays(student);
          const { through } = student.state;
          const known = rows.filter(({ day }) => through !== null && day <= through);
          expect(explain(student, range, known)).toEqual(explain(student, range, rows));
        });
      }),
      { numRuns: 50 },
    );
  });
});

describe('A streak now', () => {
  const student = new Student({ timeZone: 'Europe/Berlin', dayStartsAt: 4 }, new Date('2026-07-01T23:30:00Z'));
  const { state } = study(NO_STREAK, student.context, dayAt(student.calendar, student.now));
  const view = (iso: string, pauses: { firstDay: string; lastDay: string }[] = []) =>
    viewStreak(state, { calendar: student.calendar, pauses }, new Date(iso));

  test('is not at risk while today is studied, and then until the end of the day', () => {
    expect(view('2026-07-02T01:59:59Z')).toMatchObject({ today: '2026-07-01', todayIs: 'studied', atRiskUntil: null });
    expect(view('2026-07-02T02:00:00Z')).toMatchObject({
      today: '2026-07-02',
      todayIs: 'open',
      atRiskUntil: new Date('2026-07-03T02:00:00Z'),
    });
  });

  test('is not at risk on a paused day, nor once it has ended', () => {
    const pauses = [{ firstDay: '2026-07-02', lastDay: '2026-07-02' }];
    expect(view('2026-07-02T12:00:00Z', pauses)).toMatchObject({ todayIs: 'paused', atRiskUntil: null });
    expect(view('2026-07-03T12:00:00Z')).toMatchObject({
      state: { length: 0, longest: 1 },
      days: [{ day: '2026-07-02', outcome: 'missed', freezes: 0 }],
      todayIs: 'open',
      atRiskUntil: null,
    });
  });

  test('is not at risk on a day of under 20 hours', () => {
    const traveler = new Student({ timeZone: 'Pacific/Honolulu', dayStartsAt: 4 }, new Date('2026-07-01T20:00:00Z'));
    traveler.studies();
    const { end } = boundsOf(traveler.calendar, traveler.today);
    traveler.moves({ timeZone: 'Pacific/Auckland', dayStartsAt: 4 });
    expect(viewStreak(traveler.state, traveler.context, end)).toMatchObject({ todayIs: 'open', atRiskUntil: null });
  });
});
