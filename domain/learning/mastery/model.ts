import { QUESTION_KINDS } from '../../quizzes/question.js';
/** What a topic's model of knowledge says of everybody who learns it. */
export interface KnowledgeModel {
  /** The probability that a topic is known before the first answer. */
  prior: number;
  /** That it is learned by an answer to it. */
  learn: number;
  /** That somebody who knows it answers wrong. */
  slip: number;
}

/**
 * Learn and slip as they are commonly chosen where nothing was fitted (Corbett & Anderson 1994 bound slip by .1), and a
 * prior of somebody who has just begun.
 */
export const DEFAULT_MODEL: KnowledgeModel = { prior: 0.3, learn: 0.1, slip: 0.1 };

/** How an answer was given. A review of a card is free recall. */
export const ANSWER_KINDS = [...QUESTION_KINDS, 'review'] as const;

export type AnswerKind = (typeof ANSWER_KINDS)[number];

/** Of what is written freely somebody who does not know it gets one in twenty right. */
const FREE_GUESS = 0.05;

/** Kinds of answer in which there is something to choose from, to order or to match. */
const OF_OPTIONS: readonly AnswerKind[] = ['single-choice', 'multiple-choice', 'ordering', 'matching'];

/**
 * The probability that somebody who does not know a topic answers right: 1/k of k options, one of all their orders where
 * they are ordered or matched.
 * @param options how many there were to choose from, to order or to match; of other kinds null
 * @throws RangeError for fewer than two
 */
export function guessOf(kind: AnswerKind, options: number | null): number {
  if (kind === 'true-false') return 1 / 2;
  if (!OF_OPTIONS.includes(kind)) return FREE_GUESS;
  if (options === null || options < 2) throw new RangeError('A choice is between two at least');
  return 1 / (kind === 'ordering' || kind === 'matching' ? factorial(options) : options);
}

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
