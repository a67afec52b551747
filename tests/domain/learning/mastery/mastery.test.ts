import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  countAnswer,
  masteryOf,
  NO_MASTERY,
  plainRate,
  type TopicAnswer,
} from '../../../../domain/learning/mastery/mastery.js';
import { ANSWER_KINDS, guessOf } from '../../../../domain/learning/mastery/model.js';
import { rightProbability, trace } from '../../../../domain/learning/mastery/trace.js';
import { isWeak, MASTERY_WORDS, nextWord } from '../../../../domain/learning/mastery/words.js';

const answer = (isRight: boolean): TopicAnswer => ({ kind: 'review', options: null, isRight });
const anyAnswer = fc.record({
  kind: fc.constantFrom(...ANSWER_KINDS),
  options: fc.integer({ min: 2, max: 8 }),
  isRight: fc.boolean(),
});
const anyAnswers = fc.array(anyAnswer, { maxLength: 40 });

describe('one answer', () => {
  // By hand: .3 * .9 / (.3 * .9 + .7 * .25) = .6067, and .6067 + .3933 * .1.
  test('that is right says by how much it may be guessed', () => {
    expect(trace(0.3, { isRight: true, guess: 0.25 })).toBeCloseTo(0.64607, 5);
    expect(trace(0.3, { isRight: true, guess: 0.05 })).toBeCloseTo(0.89672, 5);
  });

  // .3 * .1 / (.3 * .1 + .7 * .75) = .0541, and .0541 + .9459 * .1.
  test('that is wrong says less for what is known, and yet something is learned', () => {
    expect(trace(0.3, { isRight: false, guess: 0.25 })).toBeCloseTo(0.14865, 5);
  });

  test('is right by knowledge or by guess', () => expect(rightProbability(0.5, 0.2)).toBeCloseTo(0.55, 10));

  test('that is right leaves a topic no less known than one that is wrong', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), anyAnswer, (known, { kind, options }) => {
        const guess = guessOf(kind, options);
        const [right, wrong] = [true, false].map((isRight) => trace(known, { isRight, guess }));
        expect(right).toBeGreaterThanOrEqual((wrong ?? 1) - 1e-12);
      }),
    );
  });
});

test.each([
  ['single-choice', 4, 0.25],
  ['single-choice', 2, 0.5],
  ['multiple-choice', 5, 0.2],
  ['ordering', 2, 1 / 2],
  ['ordering', 4, 1 / 24],
  ['matching', 3, 1 / 6],
  ['true-false', null, 0.5],
  ['numeric', null, 0.05],
  ['short-text', null, 0.05],
  ['review', null, 0.05],
] as const)('a %s of %s options is guessed with %d', (kind, options, guess) => {
  expect(guessOf(kind, options)).toBe(guess);
});

test.each([null, 0, 1])('a choice between %s is none', (options) => {
  expect(() => guessOf('single-choice', options)).toThrow(RangeError);
});

describe('mastery', () => {
  test('is new before the first answer, and tells the evidence after', () => {
    expect(NO_MASTERY).toEqual({ known: 0.3, word: 'new', answers: 0, rightAnswers: 0 });
    expect(plainRate(NO_MASTERY)).toBeNull();
    const after = masteryOf([answer(true), answer(false), answer(true)]);
    expect(after).toMatchObject({ answers: 3, rightAnswers: 2 });
    expect(plainRate(after)).toBeCloseTo(2 / 3, 10);
  });

  test.each([
    [[true], 'learning'],
    [[false], 'learning'],
    [[true, true], 'familiar'],
    [[true, true, true], 'mastered'],
    [[true, true, false], 'familiar'],
    [[true, true, true, false, false], 'mastered'],
    [[true, true, true, false, false, false], 'familiar'],
    [[true, true, true, false, false, false, false], 'learning'],
    [[false, false, false], 'learning'],
  ])('after answers right %j is %s', (answers, word) => expect(masteryOf(answers.map(answer)).word).toBe(word));

  test.each([3, 10, 30, 10_000])('falls after %i right answers by three wrong ones in a row', (count) => {
    const right = masteryOf(Array.from({ length: count }, () => answer(true)));
    expect(right.word).toBe('mastered');
    const [, second, third] = [1, 2, 3].map((wrong) =>
      Array.from({ length: wrong }, () => answer(false)).reduce(countAnswer, right),
    );
    expect(second?.word).toBe('mastered');
    expect(third?.word).toBe('familiar');
    expect(third?.known).toBeLessThan(0.95);
  });

  test('of any answers before it, no longer holds after six wrong ones in a row', () => {
    fc.assert(
      fc.property(anyAnswers, fc.integer({ min: 0, max: 200 }), anyAnswer, (answers, more, kind) => {
        const before = masteryOf([...answers, ...Array(more).fill({ ...kind, isRight: true })]);
        const after = Array(6)
          .fill({ ...kind, isRight: false })
          .reduce(countAnswer, before);
        expect(after.known).toBeLessThan(0.95);
        expect(after.word).not.toBe('mastered');
      }),
    );
  });

  test('never moves by more than one word, nor back to new, and stays a probability', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        let before = NO_MASTERY;
        for (const one of answers) {
          const after = countAnswer(before, one);
          const [from, to] = [before, after].map(({ word }) => MASTERY_WORDS.indexOf(word)) as [number, number];
          expect(Math.abs(to - from)).toBeLessThanOrEqual(1);
          expect(to).toBeGreaterThanOrEqual(1);
          if (from > 0) expect(one.isRight ? to >= from : to <= from).toBe(true);
          expect(after.known).toBeGreaterThan(0);
          expect(after.known).toBeLessThanOrEqual(1);
          before = after;
        }
      }),
    );
  });

  test('is the same counted one by one and from all answers', () => {
    fc.assert(
      fc.property(anyAnswers, fc.nat(40), (answers, cut) => {
        const begun = masteryOf(answers.slice(0, cut));
        expect(answers.slice(cut).reduce(countAnswer, begun)).toEqual(masteryOf(answers));
      }),
    );
  });
});

test.each([
  ['new', 0.99, true, 'learning'],
  ['learning', 0.59, true, 'learning'],
  ['learning', 0.6, true, 'familiar'],
  ['familiar', 0.94, true, 'familiar'],
  ['familiar', 0.95, true, 'mastered'],
  ['mastered', 0.5, true, 'mastered'],
  ['mastered', 0.95, false, 'mastered'],
  ['mastered', 0.94, false, 'familiar'],
  ['familiar', 0.6, false, 'familiar'],
  ['familiar', 0.59, false, 'learning'],
  ['learning', 0.99, false, 'learning'],
] as const)('a %s topic that is known by %d after an answer that is right (%j) is %s', (word, known, isRight, next) => {
  expect(nextWord(word, { known, isRight })).toBe(next);
});

test.each([
  [2, 0.1, false],
  [3, 0.59, true],
  [3, 0.6, false],
])('of %i answers and %d a topic is weak: %s', (answers, known, weak) => expect(isWeak({ answers, known })).toBe(weak));
