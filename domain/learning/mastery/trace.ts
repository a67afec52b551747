import { DEFAULT_MODEL, type KnowledgeModel } from './model.js';

/** The probability that an answer is right, where the topic is known with the probability `known`. */
export const rightProbability = (
  known: number,
  guess: number,
  { slip }: Pick<KnowledgeModel, 'slip'> = DEFAULT_MODEL,
) => known * (1 - slip) + (1 - known) * guess;

/**
 * For no more than this a topic is taken to be known before an answer. Nearer to 1, as after some ten right answers, so
 * many wrong ones would be needed to lower it again, and at 1, to which numbers round, none would.
 */
const MAX_KNOWN = 0.9999;

/**
 * Bayesian knowledge tracing (Corbett & Anderson 1994): the probability that a topic is known after an answer. What the
 * answer shows comes first, then what is learned by it.
 * @param known the same before the answer
 * @param guess that somebody who does not know it answers right
 */
export function trace(
  known: number,
  { isRight, guess }: { isRight: boolean; guess: number },
  { slip, learn }: Pick<KnowledgeModel, 'slip' | 'learn'> = DEFAULT_MODEL,
): number {
  const [ifKnown, ifNot] = isRight ? [1 - slip, guess] : [slip, 1 - guess];
  const before = Math.min(known, MAX_KNOWN);
  const shown = (before * ifKnown) / (before * ifKnown + (1 - before) * ifNot);
  return shown + (1 - shown) * learn;
}
