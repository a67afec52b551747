import { rememberReviews } from './review.js';
import { type Grade, RETENTION, scheduleFor, type Weights } from './schedule.js';

/** A review of a card, as weights are trained by it. */
export interface LoggedReview {
  cardId: string;
  /** Counts the reviews of the card from 1. */
  reviewNo: number;
  grade: Grade;
  /** Study days since the review before; 0 for the first. */
  elapsedDays: number;
}

/** The reviews of a card up to one that says whether it was known after a day or more. */
export type History = readonly LoggedReview[];

/** Reviews of a card that a history has at most; what comes later says little more of the weights. */
const MAX_LENGTH = 64;

/**
 * A history for each review that comes a day or more after the one before, in the order of the reviews. Cards of which
 * the first reviews are not there are left out.
 * @param most histories to give, the latest
 */
export function historiesOf(reviews: readonly LoggedReview[], most: number): History[] {
  const ofCards = new Map<string, LoggedReview[]>();
  const ends: { cardId: string; length: number }[] = [];
  for (const review of reviews) {
    const { cardId, reviewNo, elapsedDays } = review;
    const ofCard = ofCards.get(cardId) ?? [];
    if (reviewNo !== ofCard.length + 1 || reviewNo > MAX_LENGTH) continue;
    ofCard.push(review);
    ofCards.set(cardId, ofCard);
    if (reviewNo > 1 && elapsedDays > 0) ends.push({ cardId, length: reviewNo });
  }
  return ends.slice(-most).map(({ cardId, length }) => ofCards.get(cardId)?.slice(0, length) ?? []);
}

/** Whether the card was known at the end of a history. */
const wasKnown = (history: History): boolean => history.at(-1)?.grade !== 'again';

/** The probability of knowing a card that is neither sure nor impossible, so that no surprise is endless. */
const clampProbability = (probability: number): number => Math.min(1 - 1e-4, Math.max(1e-4, probability));

/** The mean of what the outcomes of histories cost by their forecasts: -ln of the probability of what came. */
function meanLogLoss(histories: readonly History[], forecast: (history: History) => number): number {
  const losses = histories.map((history) => {
    const known = clampProbability(forecast(history));
    return -Math.log(wasKnown(history) ? known : 1 - known);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / histories.length;
}

/** The log loss of FSRS's forecasts. @param weights the default ones where none are given */
export function forecastLoss(histories: readonly History[], weights: Weights | null): number {
  const plan = { retention: RETENTION.usual, weights };
  return meanLogLoss(histories, (history) => {
    const memory = rememberReviews(history.slice(0, -1), plan);
    const days = history.at(-1)?.elapsedDays ?? 0;
    return memory ? scheduleFor(plan.retention, weights).recallAfter(memory, days) : RETENTION.usual;
  });
}

/** The log loss of a forecast that is always the share that was known before; smoothed, so that one has a share. */
export function shareLoss(histories: readonly History[], before: readonly History[]): number {
  const share = (before.filter(wasKnown).length + 1) / (before.length + 2);
  return meanLogLoss(histories, () => share);
}

/** Histories, and all those before them. */
export interface TimeSplit {
  before: History[];
  next: History[];
}

const PARTS = 6;

/** Histories in six parts by time: each of the last five, with all before it. None where there are fewer than six. */
export function timeSplits(histories: readonly History[]): TimeSplit[] {
  const size = Math.floor(histories.length / PARTS);
  if (size === 0) return [];
  return Array.from({ length: PARTS - 1 }, (_, at) => ({
    before: histories.slice(0, (at + 1) * size),
    next: histories.slice((at + 1) * size, at === PARTS - 2 ? undefined : (at + 2) * size),
  }));
}

/** Of forecasts for the same reviews, each made of what came before them. */
export interface Losses {
  /** By weights that were trained on what came before. */
  logLoss: number;
  /** By the default weights. */
  defaultLogLoss: number;
  /** By the share of cards that were known before. */
  shareLogLoss: number;
}

/**
 * The losses of time splits together.
 * @param trained the weights that were trained on what is before each split
 */
export function lossesOf(splits: readonly TimeSplit[], trained: readonly Weights[]): Losses {
  const count = splits.reduce((sum, { next }) => sum + next.length, 0);
  const mean = (lossOf: (split: TimeSplit, at: number) => number) =>
    splits.reduce((sum, split, at) => sum + lossOf(split, at) * split.next.length, 0) / count;
  return {
    logLoss: mean(({ next }, at) => forecastLoss(next, trained[at] ?? null)),
    defaultLogLoss: mean(({ next }) => forecastLoss(next, null)),
    shareLogLoss: mean(({ next, before }) => shareLoss(next, before)),
  };
}

/**
 * Whether a student's own weights are taken: they have to forecast later reviews better than the default ones, and than
 * a plain share, which is the best that there is where grades have nothing to do with memory.
 */
export const areTaken = ({ logLoss, defaultLogLoss, shareLogLoss }: Losses): boolean =>
  logLoss < defaultLogLoss && logLoss < shareLogLoss;
