import { POINTS } from '../game/xp.js';
import { fairScore, type ScoredQuestion } from './fair-score.js';

/** A question of an attempt, graded. */
export interface GradedQuestion extends ScoredQuestion {
  /** Whether something was answered. */
  isAnswered: boolean;
  /** Whether the student handed it in for the first time. */
  isNew: boolean;
}

/** What an attempt came to. */
export interface Result {
  /** As fairScore has it, 0 to 1. */
  score: number;
  /** XP, before the day's cap. */
  points: number;
  /** Whether it counts as a finished quiz, and as one without a fault. */
  isFinished: boolean;
  isPerfect: boolean;
}

/** From this score on a quiz is passed. */
const PASSED = 0.8;

/** Marks are thirds and the like: a sum of them may be off by its last digit. */
const ROUNDING = 1e-9;

/** Questions that must be new for the bonus and the counters: else one new question a quiz would bring them. */
const MIN_NEW = 3;

/** Whether a question was answered right, which is more than in part. */
export const isRight = ({ mark }: Pick<GradedQuestion, 'mark'>): boolean => mark === 1;

/**
 * What an attempt came to. Only questions that are new to the student bring XP: of others they know the key.
 * @param questions at least one
 */
export function resultOf(questions: readonly GradedQuestion[]): Result {
  const fresh = questions.filter(({ isNew }) => isNew);
  const score = fairScore(questions);
  return {
    score,
    points: fresh.filter(isRight).length * POINTS.rightAnswer + bonusOf(questions, score),
    isFinished: isCounted(questions) && questions.some(({ isAnswered }) => isAnswered),
    isPerfect: isCounted(questions) && questions.every((one) => isRight(one) || one.isRetired),
  };
}

/** A score that has risen since questions were retired, and the XP that it brings now and did not before. */
export interface Correction {
  score: number;
  points: number;
}

/** @returns undefined where the score stays as it was */
export function correctionOf(questions: readonly GradedQuestion[], before: number): Correction | undefined {
  const score = fairScore(questions);
  if (score <= before + ROUNDING) return undefined;
  return { score, points: bonusOf(questions, score) - bonusOf(questions, before) };
}

const isCounted = (questions: readonly GradedQuestion[]): boolean =>
  questions.filter(({ isNew }) => isNew).length >= MIN_NEW;

/** XP for an attempt that is passed. */
const bonusOf = (questions: readonly GradedQuestion[], score: number): number =>
  isCounted(questions) && score >= PASSED - ROUNDING ? POINTS.passedQuiz : 0;
