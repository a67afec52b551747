import type { Difficulty } from '../draft-question.js';
import { facilityOf } from './item-statistics.js';
import type { ItemSums } from './item-sums.js';

/** First answers from which on a difficulty is shown: with fewer, chance moves the mean by a tenth and more. */
const MIN_ANSWERS = 20;
/** Mean marks from which on a question is easy, or medium. */
const EASY = 0.8;
const MEDIUM = 0.5;

/** How hard a question is by those who have answered it; null where too few have. What its author thought counts nothing. */
export function shownDifficulty(sums: Pick<ItemSums, 'answers' | 'marks'>): Difficulty | null {
  const facility = facilityOf(sums);
  if (facility === null || sums.answers < MIN_ANSWERS) return null;
  if (facility >= EASY) return 'easy';
  return facility >= MEDIUM ? 'medium' : 'hard';
}
