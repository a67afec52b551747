import { describe, expect, test } from '@jest/globals';
import { addDays } from '../../../../domain/game/calendar-day.js';
import { milestonesReached } from '../../../../domain/game/streak/milestones.js';
import type { DayOutcome } from '../../../../domain/game/streak/outcomes.js';
import type { Pause } from '../../../../domain/game/streak/pauses.js';
import { replay, settle, study } from '../../../../domain/game/streak/settle.js';
import { daysToFreeze, NO_STREAK } from '../../../../domain/game/streak/state.js';
import type { StudyCalendar } from '../../../../domain/game/study-calendar.js';

const FIRST = '2028-02-20';
const calendar: StudyCalendar = [{ timeZone: 'Europe/Berlin', dayStartsAt: 4, from: new Date(0) }];

/** A letter a day: S studied, - not; P paused, p paused and studied all the same. Spaces part weeks. The next is today. */
function judged(diary: string) {
  const letters = [...diary.replaceAll(' ', '')];
  const daysOf = (pattern: RegExp): string[] =>
    letters.flatMap((letter, i) => (pattern.test(letter) ? addDays(FIRST, i) : []));
  const pauses: Pause[] = daysOf(/p/i).map((day) => ({ firstDay: day, lastDay: day }));
  const { state, days } = replay(daysOf(/[Sp]/), { calendar, pauses, today: addDays(FIRST, letters.length) });
  const outcomes = new Map(days.map(({ day, outcome }) => [day, LETTERS[outcome]]));
  return { state, outcomes: letters.map((_, i) => outcomes.get(addDays(FIRST, i)) ?? '.').join('') };
}

const LETTERS: Record<DayOutcome, string> = { studied: 's', frozen: 'f', paused: 'p', excused: 'e', missed: 'm' };

describe('A streak', () => {
  test.each([
    ['nothing yet', '---', '...', 0, 0],
    ['a first day', 'S', 's', 1, 0],
    ['a day missed in the first week ends it', 'SSSSSS-', 'ssssssm', 0, 0],
    ['and the next activity begins another', 'SSSSSS-S', 'ssssssms', 1, 0],
    ['the seventh day earns a freeze', 'SSSSSSS', 'sssssss', 7, 1],
    ['which is spent on a missed day, that is not counted', 'SSSSSSS -S', 'sssssssfs', 8, 0],
    ['a second missed day ends it', 'SSSSSSS --S', 'sssssssfms', 1, 0],
    ['two are held at most', 'SSSSSSS SSSSSSS SSSSSSS', 's'.repeat(21), 21, 2],
    ['they are spent on days in a row, too', 'SSSSSSS SSSSSSS --S', `${'s'.repeat(14)}ffs`, 15, 0],
    ['and do not save a third', 'SSSSSSS SSSSSSS ---', `${'s'.repeat(14)}ffm`, 0, 0],
    ['days towards a freeze outlast a frozen day', 'SSSSSSS SSS-SSSS', 'ssssssssssfssss', 14, 1],
    ['they wait while two are held', 'SSSSSSS SSSSSSS SSSSSS- SSSSSSS', `${'s'.repeat(20)}f${'s'.repeat(7)}`, 27, 2],
    ['a paused day neither grows nor ends it', 'SSPPS', 'sspps', 3, 0],
    ['nor does it spend a freeze', 'SSSSSSS PPPS', 'sssssssppps', 8, 1],
    ['an activity on a paused day does not count', 'SSpPS', 'sspps', 3, 0],
    ['a paused day begins no streak', 'pS', 'ps', 1, 0],
    ['nothing is judged after its end', 'S-----', 'sm....', 0, 0],
  ])('%s: %s', (_, diary, outcomes, length, freezes) => {
    const { state, outcomes: seen } = judged(diary);
    expect(seen).toBe(outcomes);
    expect(state).toMatchObject({ length, freezes });
  });

  test('begins with its first studied day, keeps the longest, and goes over the leap day', () => {
    const { state } = judged('SSSSSSSSSSSS --');
    expect(state).toMatchObject({ length: 0, startedOn: null, longest: 12, through: '2028-03-04' });
    expect(judged('SS-SSS').state).toMatchObject({
      length: 3,
      startedOn: '2028-02-23',
      longest: 3,
      through: '2028-02-25',
    });
  });

  test('tells how many days the next freeze is away', () => {
    expect(daysToFreeze(NO_STREAK)).toBe(7);
    expect(daysToFreeze(judged('SSSSSS').state)).toBe(1);
    expect(daysToFreeze(judged('SSSSSSS').state)).toBe(7);
    expect(daysToFreeze(judged('SSSSSSS SSSSSSS S').state)).toBeNull();
  });

  test('gives a freeze back where the missed day turns out to be studied', () => {
    expect(judged('SSSSSSS -SS').state).toMatchObject({ length: 9, freezes: 0 });
    expect(judged('SSSSSSS SSS').state).toMatchObject({ length: 10, freezes: 1 });
  });

  test('is joined again by a late day, however long ago it was given up', () => {
    expect(judged('SSS -SSS').state).toMatchObject({ length: 3, longest: 3, startedOn: '2028-02-24' });
    expect(judged('SSS SSSS').state).toMatchObject({ length: 7, longest: 7, startedOn: FIRST, freezes: 1 });
  });

  test('leaves today open until it is studied, and then counts it at once', () => {
    const context = { calendar, pauses: [], today: '2028-02-22' };
    const { state } = study(NO_STREAK, context, '2028-02-21');
    expect(settle(state, context)).toEqual({ state, days: [] });
    expect(study(state, context, '2028-02-22').state).toMatchObject({ length: 2, through: '2028-02-22' });
  });

  test('refuses to go on from a day that is judged', () => {
    const context = { calendar, pauses: [], today: '2028-02-22' };
    const { state } = study(NO_STREAK, context, '2028-02-22');
    expect(() => study(state, context, '2028-02-22')).toThrow(RangeError);
    expect(() => study(state, context, '2028-02-21')).toThrow(RangeError);
  });
});

describe('Milestones', () => {
  test.each([
    [0, 6, []],
    [6, 7, [7]],
    [7, 8, []],
    [29, 30, [30]],
    [3, 101, [7, 30, 100]],
    [364, 365, [365]],
    [365, 400, []],
  ])('from %d to %d are %j', (before, after, reached) => {
    expect(milestonesReached(before, after)).toEqual(reached);
  });
});
