import { POINTS } from '../game/xp.js';

/** A question of an attempt, graded. */
export interface GradedQuestion {
  /** 0 to 1. */
  mark: number;
  /** Whether something was answered. */
  isAnswered: boolean;
  /** Whether the student handed it in for the first time. */
  isNew: boolean;
}

/** What an attempt came to. */
export interface Result {
  /** The mean of the marks, 0 to 1. */
  score: number;
  /** XP, before the day's cap. */
  points: number;
  /** Whether it counts as a finished quiz, and as one without a fault. */
  isFinished: boolean;
  isPerfect: boolean;
}

/** From this score on a quiz is passed. */
const PASSED = 0.8;

/** Questions that must be new for the bonus and the counters: else one new question a quiz would bring them. */
const LEAST_NEW = 3;

/** Whether a question was answered right, which is more than in part. */
export const isRight = ({ mark }: Pick<GradedQuestion, 'mark'>): boolean => mark === 1;

/**
 * What an attempt came to. Only questions that are new to the student bring XP: of others they know the key.
 * @param questions at least one
 */
export function resultOf(questions: readonly GradedQuestion[]): Result {
  const fresh = questions.filter(({ isNew }) => isNew);
  const score = Math.min(1, questions.reduce((sum, { mark }) => sum + mark, 0) / questions.length);
  const counts = fresh.length >= LEAST_NEW;
  // Marks are thirds and the like: a sum of them may lie below by its last digit.
  const bonus = counts && score >= PASSED - 1e-9 ? POINTS.passedQuiz : 0;
  return {
    score,
    points: fresh.filter(isRight).length * POINTS.rightAnswer + bonus,
    isFinished: counts && questions.some(({ isAnswered }) => isAnswered),
    isPerfect: counts && questions.every(isRight),
  };
}
