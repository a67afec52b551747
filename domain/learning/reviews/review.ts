import { addDays, daysBetween } from '../../game/calendar-day.js';
import { type Grade, type Memory, scheduleFor, type Weights } from './schedule.js';

/** What a card stands at. */
export interface CardState {
  reviews: number;
  lapses: number;
  stability: number | null;
  difficulty: number | null;
  /** Study days, YYYY-MM-DD. */
  lastReviewedOn: string | null;
  due: string | null;
}

/** A review of a card, and what the card stands at after it. */
export interface ReviewedCard {
  elapsedDays: number;
  /** Whether it was due, as a new card always is. */
  wasDue: boolean;
  after: CardState & { due: string };
}

/** Whether a card is due on a study day. */
export const isDue = ({ due }: Pick<CardState, 'due'>, studyDay: string): boolean => due === null || due <= studyDay;

/** By what a student's cards are scheduled. */
export interface ReviewPlan {
  /** With which probability a card is to be known on the day it is due, .8 to .95. */
  retention: number;
  /** The student's own; the default ones where there are none. */
  weights?: Weights | null;
}

/** What is kept of the memory of a card; null before its first review. */
export const memoryOf = ({ stability, difficulty }: Pick<CardState, 'stability' | 'difficulty'>): Memory | null =>
  stability === null || difficulty === null ? null : { stability, difficulty };

/** The memory of a card after reviews, by weights that may not have been there yet; null without one. */
export const rememberReviews = (
  reviews: readonly { grade: Grade; elapsedDays: number }[],
  { retention, weights }: ReviewPlan,
): Memory | null =>
  reviews.reduce<Memory | null>(
    (memory, { grade, elapsedDays }) => scheduleFor(retention, weights).nextMemory(memory, elapsedDays, grade),
    null,
  );

/**
 * Reviews a card.
 * @param studyDay on which it is reviewed
 */
export function reviewCard(
  before: CardState,
  { grade, studyDay, retention, weights }: ReviewPlan & { grade: Grade; studyDay: string },
): ReviewedCard {
  const schedule = scheduleFor(retention, weights);
  const { lastReviewedOn } = before;
  const memory = memoryOf(before);
  const elapsedDays = lastReviewedOn === null ? 0 : Math.max(0, daysBetween(lastReviewedOn, studyDay));
  return {
    elapsedDays,
    wasDue: isDue(before, studyDay),
    after: {
      ...schedule.nextMemory(memory, elapsedDays, grade),
      reviews: before.reviews + 1,
      lapses: before.lapses + (grade === 'again' && memory ? 1 : 0),
      lastReviewedOn: studyDay,
      due: addDays(studyDay, schedule.nextInterval(memory, elapsedDays, grade)),
    },
  };
}

/** Days until a card would be due again, by each grade. */
export function previewIntervals(
  card: CardState,
  { studyDay, ...plan }: ReviewPlan & { studyDay: string },
): Record<Grade, number> {
  const daysAfter = (grade: Grade) => daysBetween(studyDay, reviewCard(card, { grade, studyDay, ...plan }).after.due);
  return { again: daysAfter('again'), hard: daysAfter('hard'), good: daysAfter('good'), easy: daysAfter('easy') };
}
