import { describe, expect, test } from '@jest/globals';
import { checkPause } from '../../../../domain/game/streak/pauses.js';
import { viewStreak } from '../../../../domain/game/streak/view-streak.js';
import { isWarningDue, nextWakeUp } from '../../../../domain/game/streak/wake-ups.js';
import { Student } from './lives.js';

const BERLIN = { timeZone: 'Europe/Berlin', dayStartsAt: 4 };
const HONOLULU = { timeZone: 'Pacific/Honolulu', dayStartsAt: 4 };
const AUCKLAND = { timeZone: 'Pacific/Auckland', dayStartsAt: 4 };

/** A student who has studied at each of these instants; those after the first are looked at in their order. */
function studentAt(rule: typeof BERLIN, ...instants: [string, ...string[]]): Student {
  const student = new Student(rule, new Date(instants[0]));
  for (const instant of instants) studyAt(student, instant);
  return student;
}

function studyAt(student: Student, instant: string): void {
  student.now = new Date(instant);
  student.studies();
}

/** A student who has studied at noon of each day, from the first of July on. */
const afterDays = (days: number): Student => {
  const [first = '', ...later] = Array.from(
    { length: days },
    (_, i) => `2026-07-${String(i + 1).padStart(2, '0')}T10:00:00Z`,
  );
  return studentAt(BERLIN, first, ...later);
};

/** What support reads to those who complain (docs/gamification.md). */
describe('Complaints about a streak', () => {
  test('"I studied before going to bed": at 1:30 it is still the day before', () => {
    const student = studentAt(BERLIN, '2026-07-01T10:00:00Z', '2026-07-02T23:30:00Z', '2026-07-03T23:30:00Z');
    expect(student.state).toMatchObject({ length: 3, through: '2026-07-03' });
  });

  test('"I studied on both days": after 4:00 and before 4:00 of the next is one day', () => {
    const student = studentAt(BERLIN, '2026-07-01T02:30:00Z', '2026-07-02T01:30:00Z');
    expect(student.state).toMatchObject({ length: 1, through: '2026-07-01' });
  });

  test('"My phone was offline": what was done counts for its own day, and the freeze is back', () => {
    const student = afterDays(7);
    studyAt(student, '2026-07-09T10:00:00Z');
    expect(student.state).toMatchObject({ length: 8, freezes: 0 });
    student.studies(new Date('2026-07-08T10:00:00Z'));
    expect(student.state).toMatchObject({ length: 9, freezes: 1 });
  });

  test('"It was at zero, and now it is back": a late day joins what had broken', () => {
    const student = afterDays(3);
    studyAt(student, '2026-07-05T10:00:00Z');
    expect(student.state.length).toBe(1);
    student.studies(new Date('2026-07-04T10:00:00Z'));
    expect(student.state).toMatchObject({ length: 5, startedOn: '2026-07-01' });
  });

  test('"I flew to New Zealand": the date that was nearly skipped is excused', () => {
    const student = studentAt(HONOLULU, '2026-07-01T20:00:00Z');
    student.moves(AUCKLAND);
    studyAt(student, '2026-07-03T08:00:00Z');
    expect(student.state).toMatchObject({ length: 2, startedOn: '2026-07-01', through: '2026-07-03' });
  });

  test('"I flew to Hawaii and studied on both days": the day lasted 46 hours and counts once', () => {
    const student = studentAt(AUCKLAND, '2026-07-03T00:00:00Z');
    student.moves(HONOLULU);
    studyAt(student, '2026-07-03T20:00:00Z');
    studyAt(student, '2026-07-04T20:00:00Z');
    expect(student.state).toMatchObject({ length: 2, through: '2026-07-04' });
    studyAt(student, '2026-07-05T20:00:00Z');
    expect(student.state).toMatchObject({ length: 3, through: '2026-07-05' });
  });

  test('"I studied in my pause": it did not count, and ending the pause makes today count', () => {
    const student = afterDays(3);
    student.now = new Date('2026-07-04T08:00:00Z');
    student.wishesPause(0, 5);
    student.studies();
    expect(student.state.length).toBe(3);
    studyAt(student, '2026-07-05T08:00:00Z');
    student.endsPause();
    expect(student.state).toMatchObject({ length: 4, through: '2026-07-05' });
  });

  test('"I was ill yesterday": a pause is announced by the day it begins, and not for a day that counts', () => {
    const { pauses, today, state } = afterDays(3);
    const check = (day: string) => checkPause({ firstDay: day, lastDay: day }, pauses, today, state.through);
    expect(check('2026-07-02')).toBe('begins-in-the-past');
    expect(check('2026-07-03')).toBe('today-counts');
    expect(check('2026-07-04')).toBeUndefined();
  });

  test('"Nobody warned me": only in the evening, not at night, and not where nothing is missing', () => {
    const student = afterDays(3);
    const { calendar, pauses, state } = student;
    const isDue = (instant: string) =>
      isWarningDue(state, { calendar, pauses }, { now: new Date(instant), warnedOn: null });
    expect(isDue('2026-07-03T19:40:00Z')).toBe(false);
    expect(isDue('2026-07-04T19:40:00Z')).toBe(true);
    expect(isDue('2026-07-04T20:10:00Z')).toBe(false);
  });

  test('"It says that it ended, but it was there this morning": a read judges by itself, before any timer', () => {
    const { calendar, pauses, state, now } = afterDays(3);
    const wakeAt = nextWakeUp(state, { calendar, pauses }, { now, warnedOn: '2026-07-04', userId: 'a' });
    const end = new Date('2026-07-05T02:00:00Z');
    expect(wakeAt?.getTime()).toBeGreaterThan(end.getTime());
    expect(viewStreak(state, { calendar, pauses }, new Date(end.getTime() - 1)).state.length).toBe(3);
    expect(viewStreak(state, { calendar, pauses }, end).state.length).toBe(0);
  });
});
