import { addDays, daysBetween } from '../../game/calendar-day.js';
import { type Grade, scheduleFor } from './schedule.js';

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

/**
 * Reviews a card.
 * @param studyDay on which it is reviewed
 * @param retention with which probability it is to be known on the day it is due, .8 to .95
 */
export function reviewCard(
  before: CardState,
  { grade, studyDay, retention }: { grade: Grade; studyDay: string; retention: number },
): ReviewedCard {
  const schedule = scheduleFor(retention);
  const { stability, difficulty, lastReviewedOn } = before;
  const memory = stability === null || difficulty === null ? null : { stability, difficulty };
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
  { studyDay, retention }: { studyDay: string; retention: number },
): Record<Grade, number> {
  const daysAfter = (grade: Grade) => daysBetween(studyDay, reviewCard(card, { grade, studyDay, retention }).after.due);
  return { again: daysAfter('again'), hard: daysAfter('hard'), good: daysAfter('good'), easy: daysAfter('easy') };
}
