import { describe, expect, test } from '@jest/globals';
import { default_w } from 'ts-fsrs';
import {
  areTaken,
  forecastLoss,
  historiesOf,
  type LoggedReview,
  lossesOf,
  shareLoss,
  timeSplits,
} from '../../../../domain/learning/reviews/histories.js';
import { type Grade, scheduleFor } from '../../../../domain/learning/reviews/schedule.js';

const review = (cardId: string, reviewNo: number, elapsedDays: number, grade: Grade = 'good'): LoggedReview => ({
  ...{ cardId, reviewNo, elapsedDays, grade },
});
const lengths = (reviews: LoggedReview[], most = 100) =>
  historiesOf(reviews, most).map((history) => `${history[0]?.cardId}${history.length}`);

describe('a history', () => {
  test('is there for each review on a later day, with all before it, in the order of the reviews', () => {
    const reviews = [review('a', 1, 0), review('b', 1, 0), review('b', 2, 3), review('a', 2, 5), review('a', 3, 9)];
    expect(lengths(reviews)).toEqual(['b2', 'a2', 'a3']);
    expect(lengths(reviews, 2)).toEqual(['a2', 'a3']);
  });

  test('holds a second review of a day, and is not there for it', () => {
    expect(lengths([review('a', 1, 0), review('a', 2, 0), review('a', 3, 4)])).toEqual(['a3']);
  });

  test('is not there for a card whose first reviews are gone', () => {
    expect(lengths([review('a', 2, 3), review('a', 3, 3), review('b', 1, 0), review('b', 3, 2)])).toEqual([]);
  });

  test('is never of one review alone', () => {
    expect(lengths([review('a', 1, 5)])).toEqual([]);
  });

  test('has 64 reviews at most', () => {
    const many = Array.from({ length: 100 }, (_, at) => review('a', at + 1, at === 0 ? 0 : 1));
    expect(lengths(many)).toHaveLength(63);
  });
});

describe('time splits', () => {
  test('are five, each with all before it, and together all but the first sixth', () => {
    const histories = historiesOf(
      Array.from({ length: 20 }, (_, at) => [review(`${at}`, 1, 0), review(`${at}`, 2, 1)]).flat(),
      100,
    );
    expect(timeSplits(histories).map(({ before, next }) => [before.length, next.length])).toEqual([
      ...[
        [3, 3],
        [6, 3],
        [9, 3],
        [12, 3],
        [15, 5],
      ],
    ]);
    expect(timeSplits(histories.slice(0, 5))).toEqual([]);
  });
});

describe('log loss', () => {
  const known = historiesOf([review('a', 1, 0), review('a', 2, 4)], 9);
  const forgotten = historiesOf([review('a', 1, 0), review('a', 2, 4, 'again')], 9);

  test('of FSRS is that of the probability of what came', () => {
    const schedule = scheduleFor(0.9);
    const recall = schedule.recallAfter(schedule.nextMemory(null, 0, 'good'), 4);
    expect(forecastLoss(known, null)).toBeCloseTo(-Math.log(recall), 9);
    expect(forecastLoss(forgotten, null)).toBeCloseTo(-Math.log(1 - recall), 9);
    expect(forecastLoss(known, [...default_w])).toBe(forecastLoss(known, null));
  });

  test('of FSRS is by all reviews but the last, and by own weights where they are given', () => {
    const own = default_w.map((weight, at) => (at < 4 ? 3 * weight : weight));
    const history = [review('a', 1, 0, 'hard'), review('a', 2, 3), review('a', 3, 20, 'again')];
    for (const weights of [null, own]) {
      const schedule = scheduleFor(0.9, weights);
      const memory = schedule.nextMemory(schedule.nextMemory(null, 0, 'hard'), 3, 'good');
      expect(forecastLoss([history], weights)).toBeCloseTo(-Math.log(1 - schedule.recallAfter(memory, 20)), 9);
    }
    expect(forecastLoss([history], own)).not.toBeCloseTo(forecastLoss([history], null), 2);
  });

  test('of a share is that of the share before, and never endless', () => {
    expect(shareLoss(known, [])).toBeCloseTo(Math.LN2, 9);
    expect(shareLoss(forgotten, [...known, ...known])).toBeCloseTo(-Math.log(1 / 4), 9);
    expect(shareLoss(forgotten, [...known, ...forgotten, ...forgotten])).toBeCloseTo(-Math.log(3 / 5), 9);
    const many = (history: typeof known) => Array.from({ length: 20_000 }, () => history).flat();
    expect(shareLoss(forgotten, many(known))).toBeCloseTo(-Math.log(1e-4), 9);
    expect(shareLoss(known, many(forgotten))).toBeCloseTo(-Math.log(1e-4), 9);
  });

  test('of splits is the mean over all their reviews', () => {
    const splits = [
      { before: known, next: known },
      { before: known, next: [...forgotten, ...forgotten] },
    ];
    const [first, second] = [2, 3].map((factor) => default_w.map((weight, at) => (at < 4 ? factor * weight : weight)));
    const { logLoss, defaultLogLoss, shareLogLoss } = lossesOf(splits, [first ?? [], second ?? []]);
    const mean = (one: number, two: number) => (one + 2 * two) / 3;
    expect(logLoss).toBeCloseTo(mean(forecastLoss(known, first ?? []), forecastLoss(forgotten, second ?? [])), 9);
    expect(defaultLogLoss).toBeCloseTo(mean(forecastLoss(known, null), forecastLoss(forgotten, null)), 9);
    expect(shareLogLoss).toBeCloseTo(mean(-Math.log(2 / 3), -Math.log(1 / 3)), 9);
  });
});

test.each([
  [0.3, 0.31, 0.32, true],
  [0.3, 0.3, 0.32, false],
  [0.3, 0.31, 0.3, false],
  [0.3, 0.29, 0.5, false],
])('weights with a loss of %d against %d and %d are taken: %j', (logLoss, defaultLogLoss, shareLogLoss, taken) => {
  expect(areTaken({ logLoss, defaultLogLoss, shareLogLoss })).toBe(taken);
});
