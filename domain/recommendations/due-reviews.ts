import { DAILY_NEW, DAILY_REVIEWS } from '../learning/reviews/pick-due.js';
import type { StudentFacts } from './facts.js';
import type { Candidate } from './recommendation.js';

/** A card takes a quarter of a minute. */
export const CARDS_A_MINUTE = 4;

/** Cards that are due, and as many new ones as a day takes. */
export function dueReviews({ cards }: StudentFacts): Candidate[] {
  const left = Math.max(0, DAILY_REVIEWS - cards.reviewedToday);
  const due = Math.min(left, cards.due);
  const fresh = Math.max(0, Math.min(left - due, DAILY_NEW - cards.newToday, cards.fresh));
  if (due + fresh === 0) return [];
  const minutes = Math.ceil((due + fresh) / CARDS_A_MINUTE);
  const start = { to: 'reviews' } as const;
  return [{ kind: 'due-reviews', evidence: { due, fresh }, start, minutes, least: 1, topicId: null }];
}
