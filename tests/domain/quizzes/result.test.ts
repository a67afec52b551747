import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type GradedQuestion, resultOf } from '../../../domain/quizzes/result.js';
import { trendOf } from '../../../domain/quizzes/trend.js';

const graded = (mark: number, columns: Partial<GradedQuestion> = {}): GradedQuestion => ({
  ...{ mark, isAnswered: true, isNew: true },
  ...columns,
});
const some = (count: number, mark: number, columns: Partial<GradedQuestion> = {}) =>
  Array.from({ length: count }, () => graded(mark, columns));

describe('the result of an attempt', () => {
  test('is the mean of the marks, in parts as well', () => {
    expect(resultOf([graded(1), graded(0.5), graded(0)])).toMatchObject({ score: 0.5, points: 10 });
  });

  test('has the bonus from 80 % on, also where thirds make it up', () => {
    expect(resultOf([...some(4, 1), ...some(1, 0)]).points).toBe(60);
    expect(resultOf([...some(7, 1), ...some(3, 1 / 3), ...some(0, 0)])).toMatchObject({ points: 90 });
    expect(resultOf([...some(3, 1), ...some(1, 0)]).points).toBe(30);
  });

  test('has no bonus, and is no finished quiz, with fewer than three new questions', () => {
    const known = some(8, 1, { isNew: false });
    expect(resultOf([...known, ...some(2, 1)])).toMatchObject({ points: 20, isFinished: false, isPerfect: false });
    expect(resultOf([...known, ...some(3, 1)])).toMatchObject({ points: 50, isFinished: true, isPerfect: true });
  });

  test('is no finished quiz without an answer', () => {
    expect(resultOf(some(5, 0, { isAnswered: false }))).toEqual({
      ...{ score: 0, points: 0, isFinished: false, isPerfect: false },
    });
  });

  test('is finished where only some was answered, and is without a fault where all is right but what is retired', () => {
    const blank = graded(0, { isAnswered: false });
    const flagsOf = (questions: GradedQuestion[]) => {
      const { isFinished, isPerfect } = resultOf(questions);
      return { isFinished, isPerfect };
    };
    expect(flagsOf([...some(2, 1), blank])).toEqual({ isFinished: true, isPerfect: false });
    expect(flagsOf([...some(3, 1), graded(0.5)])).toEqual({ isFinished: true, isPerfect: false });
    expect(flagsOf([...some(3, 1), graded(0, { isRetired: true })])).toEqual({ isFinished: true, isPerfect: true });
  });

  test('is never more than all right, whatever the marks', () => {
    const any = fc.record({
      mark: fc.double({ min: 0, max: 1, noNaN: true }),
      isAnswered: fc.boolean(),
      isNew: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 30 }), (questions) => {
        const { score, points } = resultOf(questions);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(points).toBeLessThanOrEqual(questions.filter(({ isNew }) => isNew).length * 10 + 20);
        expect(resultOf(questions.map((one) => ({ ...one, isNew: false }))).points).toBe(0);
      }),
    );
  });
});

test('a trend is of the latest five scores and the five before', () => {
  expect(trendOf([])).toEqual({ recent: null, before: null });
  expect(trendOf([1, 0])).toEqual({ recent: 0.5, before: null });
  expect(trendOf([1, 1, 1, 1, 1, 0.5, 0.5, 0, 0, 0, 1])).toEqual({ recent: 1, before: 0.2 });
});
