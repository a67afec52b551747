import type { Knex } from 'knex';
import type { ReviewCard } from '../../db/models/review-card.js';
import { listHistories, type StoredPlan } from '../../db/queries/review-weights.js';
import { rememberReviews } from '../../domain/learning/reviews/review.js';

/** A card that was reviewed more often keeps the memory that it stands at. */
const MAX_REVIEWS = 100;

/**
 * Gives cards the memory that the student's weights of today make of all their reviews: where weights were trained, a
 * card may stand at what others made of it. When it is due stays as it is.
 */
export async function rememberCards<Card extends Pick<ReviewCard, 'id' | 'reviews'>>(
  cards: readonly Card[],
  plan: StoredPlan,
  db: Knex,
): Promise<Card[]> {
  const reviewed = cards.filter(({ reviews }) => plan.isTrained && reviews > 0 && reviews <= MAX_REVIEWS);
  if (reviewed.length === 0) return [...cards];
  const ids = reviewed.map(({ id }) => id);
  const logged = await listHistories(db, ids);
  const histories = new Map(ids.map((id) => [id, logged.filter(({ cardId }) => cardId === id)]));
  return cards.map((card) => {
    const history = histories.get(card.id) ?? [];
    if (history.length !== card.reviews) return card;
    return { ...card, ...rememberReviews(history, plan) };
  });
}
