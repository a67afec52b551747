import type { CardWithTopic } from '../../../db/queries/cards.js';

/** A card as its student sees it. */
export const presentCard = (card: CardWithTopic) => ({
  id: card.id,
  topic: card.topic,
  lessonId: card.lessonId,
  origin: card.origin,
  front: card.front,
  back: card.back,
  tags: card.tags,
  reviews: card.reviews,
  lapses: card.lapses,
  lastReviewedOn: card.lastReviewedOn,
  due: card.due,
  createdAt: card.createdAt.toISOString(),
});
