import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ACHIEVEMENTS, newlyEarned, progressOf } from '../../../domain/game/achievements.js';
import { addDays } from '../../../domain/game/calendar-day.js';
import { COUNTERS, type CountedActivity, countActivities, countActivity, statsOf } from '../../../domain/game/stats.js';

const activity = (columns: Partial<CountedActivity> = {}): CountedActivity => ({
  ...{ studyDay: '2026-03-10', hour: 12, dayStartsAt: 4, adds: {}, subjectId: null },
  ...columns,
});
const counted = (...activities: Partial<CountedActivity>[]) => countActivities(activities.map(activity), 0);

describe('counters', () => {
  test('get what an activity adds', () => {
    expect(counted({ adds: { reviewsDone: 2, studyMinutes: 5 } }, { adds: { reviewsDone: 1 } })).toMatchObject({
      ...{ reviewsDone: 3, studyMinutes: 5, questionsAnswered: 0 },
    });
  });

  test('a day is active once, whenever its activities come', () => {
    expect(counted({}, {}, { studyDay: '2026-03-11' }, {}).activeDays).toBe(2);
    expect(counted({ studyDay: '2026-03-11' }, { studyDay: '2026-03-10' }).activeDays).toBe(2);
  });

  test.each([
    [3, 4, { earlyDays: 0, lateDays: 1 }],
    [4, 4, { earlyDays: 1, lateDays: 0 }],
    [7, 4, { earlyDays: 1, lateDays: 0 }],
    [8, 4, { earlyDays: 0, lateDays: 0 }],
    [22, 4, { earlyDays: 0, lateDays: 0 }],
    [23, 4, { earlyDays: 0, lateDays: 1 }],
    [0, 0, { earlyDays: 1, lateDays: 0 }],
  ])('at %i where days begin at %i is %j', (hour, dayStartsAt, expected) => {
    expect(counted({ hour, dayStartsAt }, { hour, dayStartsAt })).toMatchObject(expected);
  });

  test.each([
    ['2026-03-11', 0],
    ['2026-03-24', 0],
    ['2026-03-25', 1],
  ])('who studies on the 10th, and next on %s, has come back %i times', (studyDay, comebacks) => {
    expect(counted({}, { studyDay }).comebacks).toBe(comebacks);
  });

  test('a subject is counted once', () => {
    expect(counted({ subjectId: 'a' }, { subjectId: 'b' }, { subjectId: 'a' }, {}).subjectsStudied).toBe(2);
  });

  test('a run of right answers goes on over quizzes, and the longest is kept', () => {
    const quiz = (...rightAnswers: boolean[]) => ({ adds: { rightAnswers } });
    const stats = counted(quiz(false, true, true), quiz(), quiz(true, true, false, true), {});
    expect(stats).toMatchObject({ longestRightRun: 4, rightRun: 1 });
  });

  const days = fc.array(
    fc.record({
      studyDay: fc.integer({ min: 0, max: 40 }).map((day) => addDays('2026-03-01', day)),
      hour: fc.integer({ min: 0, max: 23 }),
      dayStartsAt: fc.integer({ min: 0, max: 6 }),
      adds: fc.record({ reviewsDone: fc.nat(3) }, { requiredKeys: [] }),
      subjectId: fc.constantFrom(null, 'a', 'b', 'c'),
    }),
    { maxLength: 30 },
  );

  const orders = days.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));

  test('are the same in whatever order activities come, and one by one where none is late', () => {
    fc.assert(
      fc.property(orders, ([activities, shuffled]) => {
        const stats = countActivities(activities, 3);
        expect(countActivities(shuffled, 3)).toEqual(stats);
        const inOrder = activities.toSorted((a, b) => (a.studyDay < b.studyDay ? -1 : 1));
        expect(inOrder.reduce(countActivity, statsOf({ longestStreak: 3 }))).toEqual(stats);
      }),
    );
  });

  test('one by one a late activity is refused', () => {
    const before = counted({ studyDay: '2026-03-11' });
    expect(() => countActivity(before, activity())).toThrow(RangeError);
  });
});

describe('achievements', () => {
  test('are 24 at least, each with a key, a title and a goal of its own', () => {
    expect(ACHIEVEMENTS.length).toBeGreaterThanOrEqual(24);
    for (const part of ['key', 'title', 'description'] as const)
      expect(new Set(ACHIEVEMENTS.map((one) => one[part])).size).toBe(ACHIEVEMENTS.length);
    expect(new Set(ACHIEVEMENTS.map(({ counter, goal }) => `${counter} ${goal}`)).size).toBe(ACHIEVEMENTS.length);
    expect(ACHIEVEMENTS.every(({ goal }) => goal >= 1)).toBe(true);
    expect(new Set(ACHIEVEMENTS.map(({ counter }) => counter))).toEqual(new Set(COUNTERS));
  });

  test.each(ACHIEVEMENTS)('$key is earned at its goal and not before, and once', ({ key, counter, goal }) => {
    const keys = (count: number, earned: string[] = []) =>
      newlyEarned(statsOf({ [counter]: count }), earned).map((one) => one.key);
    expect(keys(goal)).toContain(key);
    expect(keys(goal - 1)).not.toContain(key);
    expect(keys(goal, [key])).not.toContain(key);
  });

  test.each([
    [0, 0],
    [5, 0.2],
    [25, 1],
    [80, 1],
  ])('with %i of 25 the progress is %d', (count, progress) => {
    const curious = ACHIEVEMENTS.find(({ key }) => key === 'curious');
    expect(curious && progressOf(curious, statsOf({ questionsAnswered: count }))).toBe(progress);
  });
});
