import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { default_w } from 'ts-fsrs';
import { isDue, previewIntervals, reviewCard } from '../../../../domain/learning/reviews/review.js';
import {
  GRADES,
  type Grade,
  type Memory,
  RETENTION,
  scheduleFor,
} from '../../../../domain/learning/reviews/schedule.js';

const NEW = { reviews: 0, lapses: 0, stability: null, difficulty: null, lastReviewedOn: null, due: null };
const usual = scheduleFor(RETENTION.usual);
const grades = fc.array(fc.constantFrom(...GRADES), { minLength: 1, maxLength: 30 });
const retentions = fc.double({ min: RETENTION.least, max: RETENTION.most, noNaN: true });

describe('the published sequences of FSRS-6', () => {
  test('are met by the intervals after the first review', () => {
    expect(GRADES.map((grade) => usual.nextInterval(null, 0, grade))).toEqual([1, 2, 3, 8]);
  });

  // As py-fsrs tests it, where 0 is a step of learning within a day: each review is done when it is due.
  test('are met by the memory over thirteen reviews', () => {
    const ratings = [3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3];
    const published = [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21];
    // 90 % are wanted, so that the interval is the stability in whole days.
    const found: number[] = [];
    let memory: Memory | null = null;
    for (const [at, rating] of ratings.entries()) {
      memory = usual.nextMemory(memory, at === 0 ? 0 : (published[at - 1] ?? 0), GRADES[rating - 1] as Grade);
      found.push(Math.max(1, Math.round(memory.stability)));
    }
    for (const [at, days] of published.entries()) if (days > 0) expect([at, found[at]]).toEqual([at, days]);
  });

  test('are met by the memory after reviews of several grades', () => {
    const reviews: [Grade, number][] = [
      ['again', 0],
      ['good', 0],
      ['good', 1],
      ['good', 3],
      ['good', 8],
      ['good', 21],
    ];
    let memory: Memory | null = null;
    for (const [grade, elapsed] of reviews) memory = usual.nextMemory(memory, elapsed, grade);
    expect(memory?.stability).toBeCloseTo(53.62691, 3);
    expect(memory?.difficulty).toBeCloseTo(6.3574867, 3);
  });
});

describe('days that passed', () => {
  // By dates in UTC these would be two days, and the stability 13.49.
  test('are study days: a second review on the same one is within a day', () => {
    const first = reviewCard(NEW, { grade: 'easy', studyDay: '2026-03-10', retention: 0.9 });
    const second = reviewCard(first.after, { grade: 'good', studyDay: '2026-03-10', retention: 0.9 });
    expect(second).toMatchObject({ elapsedDays: 0, wasDue: false });
    expect(second.after.stability).toBeCloseTo(8.3, 1);
    const nextDay = reviewCard(first.after, { grade: 'good', studyDay: '2026-03-11', retention: 0.9 });
    expect(nextDay.after.stability).toBeCloseTo(13.49, 1);
  });

  test('are counted over the end of a month and a leap day', () => {
    const before = { ...NEW, reviews: 1, stability: 3, difficulty: 5, lastReviewedOn: '2028-02-27', due: '2028-03-01' };
    expect(reviewCard(before, { grade: 'good', studyDay: '2028-03-01', retention: 0.9 }).elapsedDays).toBe(3);
  });

  test('never are fewer than none', () => {
    const before = { ...NEW, reviews: 1, stability: 3, difficulty: 5, lastReviewedOn: '2026-03-11', due: '2026-03-14' };
    expect(reviewCard(before, { grade: 'good', studyDay: '2026-03-10', retention: 0.9 }).elapsedDays).toBe(0);
  });
});

describe('a review', () => {
  test('of a new card is always due', () => {
    expect(isDue(NEW, '2026-03-10')).toBe(true);
    expect(['2026-03-09', '2026-03-10', '2026-03-11'].map((due) => isDue({ due }, '2026-03-10'))).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('is a lapse where a card that was known is not any more', () => {
    const first = reviewCard(NEW, { grade: 'again', studyDay: '2026-03-10', retention: 0.9 });
    expect(first.after.lapses).toBe(0);
    expect(reviewCard(first.after, { grade: 'again', studyDay: '2026-03-11', retention: 0.9 }).after.lapses).toBe(1);
  });

  test('is sooner again, the higher the retention that is wanted', () => {
    const weights = [...default_w];
    const days = [0.8, 0.85, 0.9, 0.95].map((retention) =>
      scheduleFor(retention, weights).nextInterval(null, 0, 'easy'),
    );
    expect(days).toEqual([28, 16, 8, 4]);
  });

  test('leads to a later day, the better the card was known, whatever came before', () => {
    fc.assert(
      fc.property(
        grades,
        retentions,
        fc.array(fc.nat(400), { minLength: 30, maxLength: 30 }),
        (all, retention, gaps) => {
          let card: Parameters<typeof reviewCard>[0] = NEW;
          let day = '2026-03-10';
          for (const [at, grade] of all.entries()) {
            const { again, hard, good, easy } = previewIntervals(card, { studyDay: day, retention });
            expect(again).toBeGreaterThanOrEqual(1);
            expect([hard > again, good > hard, easy > good]).toEqual([true, true, true]);
            const { after } = reviewCard(card, { grade, studyDay: day, retention });
            expect(after.stability).toBeGreaterThan(0);
            expect(after.difficulty).toBeGreaterThanOrEqual(1);
            expect(after.difficulty).toBeLessThanOrEqual(10);
            card = after;
            day = new Date(Date.parse(day) + (gaps[at] ?? 0) * 86_400_000).toISOString().slice(0, 10);
          }
        },
      ),
    );
  });
});
