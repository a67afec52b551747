/** What a topic's model of knowledge says of everybody who learns it. */
export interface KnowledgeModel {
  /** The probability that a topic is known before the first answer. */
  prior: number;
  /** That it is learned by an answer to it. */
  learn: number;
  /** That somebody who knows it answers wrong. */
  slip: number;
}

/** A model with the guess that all its answers share. */
export interface FittedModel extends KnowledgeModel {
  guess: number;
}

/**
 * Learn and slip as they are commonly chosen where nothing was fitted (Corbett & Anderson 1994 bound slip by .1), and a
 * prior of somebody who has just begun.
 */
export const DEFAULT_MODEL: KnowledgeModel = { prior: 0.3, learn: 0.1, slip: 0.1 };

/** How an answer was given. A review of a card is free recall. */
export const ANSWER_KINDS = [
  'single-choice',
  'multiple-choice',
  'true-false',
  'numeric',
  'short-text',
  'review',
] as const;

export type AnswerKind = (typeof ANSWER_KINDS)[number];

/** Of what is written freely somebody who does not know it gets one in twenty right. */
const FREE_GUESS = 0.05;

/**
 * The probability that somebody who does not know a topic answers right: 1/k of k options.
 * @param options how many there were to choose from; of other kinds null
 * @throws RangeError for a choice between fewer than two
 */
export function guessOf(kind: AnswerKind, options: number | null): number {
  if (kind === 'true-false') return 1 / 2;
  if (kind !== 'single-choice' && kind !== 'multiple-choice') return FREE_GUESS;
  if (options === null || options < 2) throw new RangeError('A choice is between two at least');
  return 1 / options;
}
