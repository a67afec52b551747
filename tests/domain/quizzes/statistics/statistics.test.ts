import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { QuestionForm } from '../../../../domain/quizzes/question.js';
import { discriminationOf, efficiencyOf, facilityOf } from '../../../../domain/quizzes/statistics/item-statistics.js';
import { type ItemAnswer, itemAnswerOf, MARK_UNITS, sumsOf } from '../../../../domain/quizzes/statistics/item-sums.js';
import { effectiveWeightsOf, reliabilityOf } from '../../../../domain/quizzes/statistics/quiz-statistics.js';
import { randomGuessScore } from '../../../../domain/quizzes/statistics/random-guess.js';

/** Moodle's formulas as they are defined, over marks and not over sums. */
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const covariance = (a: number[], b: number[]) => {
  const [meanA, meanB] = [mean(a), mean(b)];
  return a.reduce((sum, value, at) => sum + (value - meanA) * ((b[at] ?? 0) - meanB), 0) / (a.length - 1);
};
const sorted = (values: number[]) => values.toSorted((a, b) => a - b);
const isConstant = (values: number[]) => values.every((value) => value === values[0]);
const near = (value: number) => expect.closeTo(value, 6) as unknown as number;

/** Marks of attempts at the same questions, a row an attempt; each with the sum of the row as its total. */
const tests = fc
  .record({ attempts: fc.integer({ min: 2, max: 30 }), questions: fc.integer({ min: 2, max: 6 }) })
  .chain(({ attempts, questions }) =>
    fc.array(
      fc.array(fc.constantFrom(0, 2_500, 3_333, 5_000, 6_667, 10_000), { minLength: questions, maxLength: questions }),
      {
        minLength: attempts,
        maxLength: attempts,
      },
    ),
  );
const totalOf = (row: number[]) => row.reduce((sum, mark) => sum + mark, 0);
const columnsOf = (rows: number[][]): ItemAnswer[][] =>
  (rows[0] ?? []).map((_, at) => rows.map((row) => ({ mark: row[at] ?? 0, total: totalOf(row) })));

describe('a question', () => {
  test('has the numbers that its marks have, by sums alone', () => {
    fc.assert(
      fc.property(tests, (rows) => {
        for (const answers of columnsOf(rows)) {
          const marks = answers.map(({ mark }) => mark / MARK_UNITS);
          const rests = answers.map(({ mark, total }) => (total - mark) / MARK_UNITS);
          const sums = sumsOf(answers);
          expect(facilityOf(sums)).toEqual(near(mean(marks)));
          const restUnits = answers.map(({ mark, total }) => total - mark);
          if (isConstant(marks) || isConstant(restUnits)) {
            expect(discriminationOf(sums)).toBeNull();
            expect(efficiencyOf(answers)).toBeNull();
            continue;
          }
          const root = Math.sqrt(covariance(marks, marks) * covariance(rests, rests));
          expect(discriminationOf(sums)).toEqual(near((100 * covariance(marks, rests)) / root));
          expect(efficiencyOf(answers)).toEqual(
            near((100 * covariance(marks, rests)) / covariance(sorted(marks), sorted(rests))),
          );
        }
      }),
    );
  });

  test('is counted the same in whatever order its answers come', () => {
    fc.assert(
      fc.property(tests, fc.infiniteStream(fc.nat()), (rows, chance) => {
        const [answers = []] = columnsOf(rows);
        const shuffled = answers
          .map((answer) => ({ answer, place: chance.next().value ?? 0 }))
          .sort((a, b) => a.place - b.place)
          .map(({ answer }) => answer);
        expect(sumsOf(shuffled)).toEqual(sumsOf(answers));
      }),
    );
  });

  test('has no more of a discrimination than it can have', () => {
    fc.assert(
      fc.property(tests, (rows) => {
        for (const answers of columnsOf(rows)) {
          expect(Math.abs(discriminationOf(sumsOf(answers)) ?? 0)).toBeLessThanOrEqual(100);
          expect(efficiencyOf(answers) ?? 0).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  test('has none without answers', () => {
    expect([facilityOf(sumsOf([])), discriminationOf(sumsOf([])), efficiencyOf([])]).toEqual([null, null, null]);
    const alone = [{ mark: 10_000, total: 20_000 }];
    expect([facilityOf(sumsOf(alone)), discriminationOf(sumsOf(alone)), efficiencyOf(alone)]).toEqual([1, null, null]);
  });

  test('is held against the mean of the other questions, however many there are', () => {
    expect(itemAnswerOf(1, [0, 0.5])).toEqual({ mark: 10_000, total: 12_500 });
    expect(itemAnswerOf(1 / 3, [1])).toEqual({ mark: 3_333, total: 13_333 });
    expect(itemAnswerOf(0, [1 / 3, 1 / 3, 1])).toEqual({ mark: 0, total: 5_555 });
    expect(itemAnswerOf(1, [])).toBeNull();
  });

  test.each<[QuestionForm['kind'], QuestionForm, number | null]>([
    ['single-choice', { kind: 'single-choice', options: options(4) }, 0.25],
    ['true-false', { kind: 'true-false' }, 0.5],
    ['matching', { kind: 'matching', prompts: options(3), options: options(4) }, 0.25],
    ['numeric', { kind: 'numeric', needsUnit: true }, 0],
    ['short-text', { kind: 'short-text' }, 0],
    ['multiple-choice', { kind: 'multiple-choice', options: options(4) }, null],
    ['ordering', { kind: 'ordering', items: options(4) }, null],
  ])('of kind %s gives guessers their share', (_, form, score) => expect(randomGuessScore(form)).toBe(score));
});

function options(count: number) {
  return Array.from({ length: count }, (_, at) => ({ id: String(at), text: String(at) }));
}

/** To so many decimals, less those that floats leave none of where all have nearly the same marks. */
const nearly = (value: number, decimals = 6): number =>
  expect.closeTo(value, decimals - Math.ceil(Math.log10(Math.max(1, Math.abs(value))))) as unknown as number;

describe('a test that all have taken', () => {
  test('has the numbers that its marks have, by sums alone', () => {
    fc.assert(
      fc.property(tests, (rows) => {
        const columns = columnsOf(rows);
        const totals = rows.map(totalOf).map((total) => total / MARK_UNITS);
        const items = columns.map(sumsOf);
        const marks = columns.map((answers) => answers.map(({ mark }) => mark / MARK_UNITS));
        const covariances = columns.map((answers, at) =>
          isConstant(answers.map(({ mark }) => mark)) ? null : covariance(marks[at] ?? [], totals),
        );
        const roots = covariances.map((value) =>
          // What floats leave of nothing is nothing.
          value === null || value < -1e-12 ? null : Math.sqrt(value < 1e-12 ? 0 : value),
        );
        const sum = roots.reduce<number>((total, root) => total + (root ?? 0), 0);
        const weights = roots.map((root) => (root === null || sum < 1e-9 ? null : near((100 * root) / sum)));
        if (sum === 0 || sum > 1e-5) expect(effectiveWeightsOf(items)).toEqual(weights);

        if (isConstant(rows.map(totalOf))) return expect(reliabilityOf(items)).toBeNull();
        const parts = marks.reduce((all, column) => all + covariance(column, column), 0);
        const spread = covariance(totals, totals);
        const alpha = (columns.length / (columns.length - 1)) * (1 - parts / spread);
        const errorRatio = 100 * Math.sqrt(Math.max(0, 1 - alpha));
        expect(reliabilityOf(items)).toEqual({
          alpha: nearly(alpha),
          errorRatio: nearly(errorRatio, 4),
          standardError: nearly((errorRatio * Math.sqrt(spread)) / 100),
        });
      }),
    );
  });

  test('of which all have nearly the same marks has them as well', () => {
    const rows = [
      [2_500, 6_667, 6_667, 2_500, 10_000],
      [10_000, 10_000, 2_500, 2_500, 3_333],
    ];
    const { alpha } = reliabilityOf(columnsOf(rows).map(sumsOf)) ?? {};
    expect(alpha).toEqual(nearly(-161_464_582.5));
  });

  test('has none with one question, or none', () => {
    expect(reliabilityOf([])).toBeNull();
    expect(reliabilityOf([sumsOf([{ mark: 0, total: 0 }])])).toBeNull();
    expect(effectiveWeightsOf([])).toEqual([]);
    const alone = sumsOf([
      { mark: 0, total: 0 },
      { mark: 10_000, total: 10_000 },
    ]);
    expect(reliabilityOf([alone])).toBeNull();
  });

  test('gets nothing of its spread from a question that does not go with the totals', () => {
    const items = columnsOf([
      [10_000, 0, 0],
      [10_000, 10_000, 10_000],
      [0, 10_000, 10_000],
      [0, 10_000, 10_000],
    ]).map(sumsOf);
    expect(effectiveWeightsOf(items)).toEqual([0, near(50), near(50)]);
  });

  test('is as Moodle documents it for three students and two questions', () => {
    const items = columnsOf([
      [10_000, 10_000],
      [10_000, 0],
      [0, 0],
    ]).map(sumsOf);
    // var x = 1/3 each, var T = 1.
    expect(reliabilityOf(items)?.alpha).toBeCloseTo(2 * (1 - 2 / 3), 12);
    expect(effectiveWeightsOf(items)).toEqual([near(50), near(50)]);
  });
});
