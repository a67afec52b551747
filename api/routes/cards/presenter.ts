import type { CardWithTopic } from '../../../db/queries/cards.js';
import type { MadeCards } from '../../../db/queries/quizzes.js';
import { RETIRE_TEXTS } from '../../../domain/quizzes/retirement.js';
import { failureCode } from '../../../domain/runs/failure-code.js';

/** A card as its student sees it. */
export const presentCard = (card: CardWithTopic) => ({
  id: card.id,
  topic: card.topic,
  lessonId: card.lessonId,
  origin: card.origin,
  front: card.front,
  back: card.back,
  citation: card.citation,
  tags: card.tags,
  reviews: card.reviews,
  lapses: card.lapses,
  lastReviewedOn: card.lastReviewedOn,
  due: card.due,
  suspended: card.suspendedReason && RETIRE_TEXTS[card.suspendedReason],
  createdAt: card.createdAt.toISOString(),
});

/** Cards that a student asked for, and how far they are. */
export const presentMade = ({ wished, questionCount, ...made }: MadeCards) => ({
  id: made.id,
  status: made.status,
  lessonId: made.lessonId,
  materialIds: made.materialIds,
  pages: made.pageFrom === null || made.pageTo === null ? null : { from: made.pageFrom, to: made.pageTo },
  count: wished,
  cardCount: questionCount,
  isShorter: questionCount !== null && questionCount < wished,
  refusals: made.refusals,
  failure: made.failure && failureCode(made.failure),
  cards: made.cards.map(presentCard),
  createdAt: made.createdAt.toISOString(),
  finishedAt: made.finishedAt?.toISOString() ?? null,
});
