import { describe, expect, test } from '@jest/globals';
import { addDays } from '../../../../domain/game/calendar-day.js';
import { memoryOf, previewIntervals, rememberReviews, reviewCard } from '../../../../domain/learning/reviews/review.js';
import { GRADES } from '../../../../domain/learning/reviews/schedule.js';

const NEW = { reviews: 0, lapses: 0, stability: null, difficulty: null, lastReviewedOn: null, due: null };
const TODAY = '2026-03-10';
const KNOWN_LONG = { reviews: 9, lapses: 2, stability: 500, difficulty: 3, lastReviewedOn: '2026-01-01', due: TODAY };

test.each([
  [null, null, null],
  [3, null, null],
  [null, 5, null],
  [3, 5, { stability: 3, difficulty: 5 }],
])('of a stability of %j and a difficulty of %j the memory is %j', (stability, difficulty, memory) => {
  expect(memoryOf({ stability, difficulty })).toEqual(memory);
});

describe('a review', () => {
  test('of a new card is its first, after no days', () => {
    const { elapsedDays, wasDue, after } = reviewCard(NEW, { grade: 'good', studyDay: TODAY, retention: 0.9 });
    expect({ elapsedDays, wasDue }).toEqual({ elapsedDays: 0, wasDue: true });
    expect(after).toMatchObject({ reviews: 1, lapses: 0, lastReviewedOn: TODAY, due: '2026-03-13' });
  });

  test.each([
    ['again', 3],
    ['hard', 2],
    ['good', 2],
    ['easy', 2],
  ] as const)('as %s of a card that has lapsed twice counts, and leaves it with %i lapses', (grade, lapses) => {
    const { after } = reviewCard(KNOWN_LONG, { grade, studyDay: TODAY, retention: 0.9 });
    expect(after).toMatchObject({ reviews: 10, lapses });
  });

  test('is announced with the days after which each grade makes the card due', () => {
    const plan = { studyDay: TODAY, retention: 0.9 };
    const days = previewIntervals(KNOWN_LONG, plan);
    expect(days).toEqual({ again: 6, hard: 585, good: 642, easy: 765 });
    for (const grade of GRADES)
      expect(reviewCard(KNOWN_LONG, { grade, ...plan }).after.due).toBe(addDays(TODAY, days[grade]));
  });
});

test('reviews one after the other leave the memory that they leave together', () => {
  const plan = { retention: 0.9 };
  const first = reviewCard(NEW, { grade: 'hard', studyDay: TODAY, ...plan });
  const second = reviewCard(first.after, { grade: 'again', studyDay: addDays(TODAY, 4), ...plan });
  const reviews = [
    { grade: 'hard', elapsedDays: 0 },
    { grade: 'again', elapsedDays: 4 },
  ] as const;
  expect(rememberReviews(reviews, plan)).toEqual(memoryOf(second.after));
  expect(rememberReviews([], plan)).toBeNull();
});
