import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fairScore, type ScoredQuestion } from '../../../domain/quizzes/fair-score.js';
import { correctionOf, type GradedQuestion } from '../../../domain/quizzes/result.js';

const mean = (marks: number[]) => marks.reduce((sum, mark) => sum + mark, 0) / marks.length;
const question = fc.record({ mark: fc.constantFrom(0, 1 / 3, 0.5, 1), isRetired: fc.boolean() });
const attempts = fc.array(question, { minLength: 1, maxLength: 8 });

/** The highest mean over every choice of retired questions that count. */
function best(questions: readonly ScoredQuestion[]): number {
  const counted = questions.filter(({ isRetired }) => !isRetired).map(({ mark }) => mark);
  const retired = questions.filter(({ isRetired }) => isRetired).map(({ mark }) => mark);
  if (counted.length === 0) return mean(retired);
  const choices = Array.from({ length: 2 ** retired.length }, (_, bits) => retired.filter((_, at) => bits & (1 << at)));
  return Math.max(...choices.map((chosen) => mean([...counted, ...chosen])));
}

describe('fairScore', () => {
  test.each([
    [[1, 0], [], 0.5],
    [[1], [0], 1],
    [[0], [1], 0.5],
    [[1, 0], [0.5], 0.5],
    [[], [1, 0], 0.5],
    [[0, 0], [1, 0], 1 / 3],
  ])('of %j, and %j that are retired, is %d', (marks, retired, score) => {
    const questions = [...marks.map((mark) => ({ mark })), ...retired.map((mark) => ({ mark, isRetired: true }))];
    expect(fairScore(questions)).toBeCloseTo(score, 12);
  });

  test('is the best that any choice of retired questions gives, in whatever order they come', () => {
    fc.assert(
      fc.property(attempts, (questions) => {
        expect(fairScore(questions)).toBeCloseTo(best(questions), 12);
        expect(fairScore(questions.toReversed())).toBeCloseTo(best(questions), 12);
      }),
    );
  });

  test('is never lower after another question is retired', () => {
    fc.assert(
      fc.property(attempts, fc.nat(), (questions, at) => {
        const more = questions.map((one, place) =>
          place === at % questions.length ? { ...one, isRetired: true } : one,
        );
        if (more.every(({ isRetired }) => isRetired)) return;
        expect(fairScore(more)).toBeGreaterThanOrEqual(fairScore(questions) - 1e-12);
      }),
    );
  });
});

describe('correctionOf', () => {
  const graded = (right: number, wrong: number, retired = 0, isNew = true): GradedQuestion[] => [
    ...Array.from({ length: right }, () => ({ mark: 1, isAnswered: true, isNew })),
    ...Array.from({ length: wrong }, () => ({ mark: 0, isAnswered: true, isNew })),
    ...Array.from({ length: retired }, () => ({ mark: 0, isAnswered: true, isNew, isRetired: true })),
  ];

  test.each<[string, GradedQuestion[], number, ReturnType<typeof correctionOf>]>([
    ['the bonus, where the score comes to 80 %', graded(4, 1, 1), 4 / 6, { score: 0.8, points: 20 }],
    ['no bonus below that', graded(3, 2, 1), 0.5, { score: 0.6, points: 0 }],
    ['no second bonus', graded(5, 1, 1), 0.8, { score: 5 / 6, points: 0 }],
    ['no bonus for practice', graded(4, 1, 1, false), 4 / 6, { score: 0.8, points: 0 }],
    ['nothing where the score stays', graded(4, 1), 0.8, undefined],
    ['nothing where it was higher', graded(4, 1), 0.9, undefined],
  ])('gives %s', (_, questions, before, correction) => {
    expect(correctionOf(questions, before)).toEqual(correction);
  });
});
