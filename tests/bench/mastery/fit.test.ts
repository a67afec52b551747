import { expect, test } from '@jest/globals';
import { fitModel } from '../../../bench/mastery/fit.js';
import { forwardBackward } from '../../../bench/mastery/forward-backward.js';
import { areaUnderCurve, logLoss } from '../../../bench/mastery/scores.js';
import { simulate } from '../../../bench/mastery/simulate.js';
import { randomNumbers } from '../../../lib/random-numbers.js';

test.each([
  { prior: 0.3, learn: 0.12, guess: 0.2, slip: 0.1 },
  { prior: 0.5, learn: 0.2, guess: 0.1, slip: 0.05 },
])('a fit finds %j again in the answers of students of whom it is true', (truth) => {
  const fitted = fitModel(simulate(truth, 5_000, 12, randomNumbers(7)));
  for (const key of ['prior', 'learn', 'guess', 'slip'] as const)
    expect(Math.abs(fitted[key] - truth[key])).toBeLessThan(0.02);
});

test.each([
  ['no answers', []],
  ['students without answers', [[], []]],
  ['one answer each', [[true], [false]]],
  ['right answers only', Array.from({ length: 50 }, () => Array(8).fill(true))],
  ['wrong answers only', Array.from({ length: 50 }, () => Array(8).fill(false))],
])('of %s it is a model all the same', (_name, sequences: boolean[][]) => {
  const { prior, learn, guess, slip } = fitModel(sequences);
  for (const value of [prior, learn, guess, slip]) {
    expect(value).toBeGreaterThan(0);
    expect(value).toBeLessThan(1);
  }
  expect(guess + slip).toBeLessThan(1);
});

test('students without an answer change nothing of a fit', () => {
  const answers = [[true, false, true], [false, true], [true]];
  expect(fitModel([[], ...answers, []])).toEqual(fitModel(answers));
});

test('one answer each tells nothing of learning, so that it stays as it was', () => {
  const start = { prior: 0.4, learn: 0.3, guess: 0.25, slip: 0.15 };
  expect(fitModel([[true], [false]], start).learn).toBe(0.3);
});

test('a fit goes on until all of it stays, not one part of it', () => {
  const { prior, guess, slip } = fitModel([[true], [true]]);
  expect(prior).toBeCloseTo(0.999, 9);
  expect([guess, slip]).toEqual([expect.closeTo(0.97902, 9), expect.closeTo(0.00098, 9)]);
});

test('of answers that get worse who knows the topic still does no worse than who does not', () => {
  const { guess, slip } = fitModel([[true, true, false, false]], { prior: 0.5, learn: 0.2, guess: 0.9, slip: 0.9 });
  expect(guess + slip).toBeCloseTo(0.98, 9);
});

test('hidden states are what Bayes says where all ways through them are summed', () => {
  const model = { prior: 0.4, learn: 0.3, guess: 0.2, slip: 0.1 };
  const answers = [true, false, true];
  // A way is at which answer the topic is known first; 3 is never.
  const ways = [0, 1, 2, 3].map((first) => {
    const hidden = answers.map((_, at) => at >= first);
    const begin = first === 0 ? model.prior : 1 - model.prior;
    const steps = hidden.slice(1).map((now, at) => (hidden[at] ? 1 : now ? model.learn : 1 - model.learn));
    const told = hidden.map((now, at) =>
      now ? (answers[at] ? 1 - model.slip : model.slip) : answers[at] ? model.guess : 1 - model.guess,
    );
    return { first, weight: [begin, ...steps, ...told].reduce((all, one) => all * one, 1) };
  });
  const all = ways.reduce((sum, { weight }) => sum + weight, 0);
  const share = (chosen: (first: number) => boolean) =>
    ways.filter(({ first }) => chosen(first)).reduce((sum, { weight }) => sum + weight, 0) / all;
  const { known, learned } = forwardBackward(answers, model);
  for (const at of [0, 1, 2])
    expect(known[at]).toBeCloseTo(
      share((first) => first <= at),
      12,
    );
  for (const at of [0, 1])
    expect(learned[at]).toBeCloseTo(
      share((first) => first === at + 1),
      12,
    );
});

test('the scores of the benchmark are those of their definitions', () => {
  const made = (pairs: [number, boolean][]) => pairs.map(([probability, isRight]) => ({ probability, isRight }));
  expect(
    areaUnderCurve(
      made([
        [0.9, true],
        [0.1, false],
      ]),
    ),
  ).toBe(1);
  expect(
    areaUnderCurve(
      made([
        [0.5, true],
        [0.5, false],
      ]),
    ),
  ).toBe(0.5);
  expect(
    areaUnderCurve(
      made([
        [0.2, true],
        [0.8, false],
        [0.8, true],
        [0.1, false],
      ]),
    ),
  ).toBe(0.625);
  expect(
    logLoss(
      made([
        [0.5, true],
        [0.25, false],
      ]),
    ),
  ).toBeCloseTo((Math.log(2) - Math.log(0.75)) / 2, 12);
});
