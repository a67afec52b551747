import { describe, expect, test } from '@jest/globals';
import { ACHIEVEMENTS, newlyEarned, progressOf } from '../../../domain/game/achievements.js';
import { COUNTERS, type CountedActivity, countActivity, statsOf } from '../../../domain/game/stats.js';

const activity = (columns: Partial<CountedActivity> = {}): CountedActivity => ({
  ...{
    studyDay: '2026-03-10',
    hour: 12,
    dayStartsAt: 4,
    daysSince: null,
    adds: {},
    rightAnswers: [],
    subjectId: null,
    longestStreak: 1,
  },
  ...columns,
});
const counted = (...activities: Partial<CountedActivity>[]) =>
  activities.reduce((stats, one) => countActivity(stats, activity(one)), statsOf());

describe('counters', () => {
  test('get what an activity adds', () => {
    expect(counted({ adds: { reviewsDone: 2, studyMinutes: 5 } }, { adds: { reviewsDone: 1 } })).toMatchObject({
      ...{ reviewsDone: 3, studyMinutes: 5, questionsAnswered: 0 },
    });
  });

  test('a day is active once, and a late activity of an earlier day is no new one', () => {
    expect(counted({}, {}, { studyDay: '2026-03-11' }, {}).activeDays).toBe(2);
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
    [null, 0],
    [1, 0],
    [14, 0],
    [15, 1],
  ])('after %s days somebody has come back %i times', (daysSince, comebacks) => {
    expect(counted({ daysSince }).comebacks).toBe(comebacks);
  });

  test('a subject is counted once', () => {
    expect(counted({ subjectId: 'a' }, { subjectId: 'b' }, { subjectId: 'a' }, {}).subjectsStudied).toBe(2);
  });

  test('the longest streak never shrinks', () => {
    expect(counted({ longestStreak: 9 }, { longestStreak: 2 }).longestStreak).toBe(9);
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
