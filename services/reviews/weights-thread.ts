import { getPriority, setPriority } from 'node:os';
import { computeParameters, FSRSBindingItem, FSRSBindingReview } from '@open-spaced-repetition/binding';
import {
  type History,
  historiesOf,
  type LoggedReview,
  type Losses,
  lossesOf,
  timeSplits,
} from '../../domain/learning/reviews/histories.js';
import { GRADES, type Weights } from '../../domain/learning/reviews/schedule.js';

/** Weights that were trained, and what forecasts by such weights would have been worth. */
export interface FittedWeights extends Losses {
  weights: Weights;
}

/** Histories that are trained by: the latest, which take some seconds. */
const MAX_HISTORIES = 20_000;
/** With fewer the library gives weights that were hardly trained. */
const MIN_HISTORIES = 64;

/** A niceness: others go first where processors are short. */
const YIELDING = 5;
// 0 is the caller, which on Linux is this thread and what it starts, and elsewhere the whole process.
if (process.platform === 'linux') setPriority(0, Math.max(YIELDING, getPriority(0)));

/**
 * Trains weights of FSRS-6 on all reviews, and on the beginning of them five times, to forecast what came next. The
 * library's own evaluation leaves some reviews out, other ones for other weights, so that it cannot compare them.
 * @param reviews in their order
 * @returns null where there are too few of a card on a later day
 */
export async function fitWeights(reviews: LoggedReview[]): Promise<FittedWeights | null> {
  const histories = historiesOf(reviews, MAX_HISTORIES);
  if (histories.length < MIN_HISTORIES) return null;
  const splits = timeSplits(histories);
  const [weights = [], ...ofSplits] = await Promise.all([histories, ...splits.map(({ before }) => before)].map(train));
  return { weights, ...lossesOf(splits, ofSplits) };
}

const train = (histories: readonly History[]): Promise<number[]> =>
  computeParameters(histories.map(itemOf), { enableShortTerm: true });

const itemOf = (history: History): FSRSBindingItem =>
  new FSRSBindingItem(
    history.map(({ grade, elapsedDays }) => new FSRSBindingReview(GRADES.indexOf(grade) + 1, elapsedDays)),
  );
