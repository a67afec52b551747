import { GRADES } from '../../domain/learning/reviews/schedule.js';
import { dismissRecommendation } from '../../services/recommendations/dismiss-recommendation.js';
import { recommendationId } from '../../services/recommendations/recommendation-id.js';
import { deleteCard } from '../../services/reviews/delete-card.js';
import { importCards } from '../../services/reviews/import-cards.js';
import { review } from '../../services/reviews/review.js';
import { undoReview } from '../../services/reviews/undo-review.js';
import { buildCard, buildTopic } from '../support/factories/index.js';
import type { Crossing, Turn } from './crossing.js';

const MAX_CARDS = 6;

/** One of a few cards of a student, which are of two topics at most. */
async function chooseCard({ db }: Crossing, { caller: { userId }, choice, other }: Turn): Promise<string> {
  const cards: { id: string; topicId: string }[] = await db('review_cards')
    .where({ userId, origin: 'student' })
    .orderBy('id')
    .select('id', 'topicId');
  const chosen = cards[Math.floor(choice * MAX_CARDS)];
  if (chosen) return chosen.id;
  const known = other < 0.5 ? cards[0]?.topicId : cards.at(-1)?.topicId;
  const topicId = known && cards.length > 1 ? known : (await buildTopic(db)).id;
  return (await buildCard(db, { userId, topicId, reviews: 1 })).id;
}

/** What students do with their cards. */
export const OF_CARDS: Record<string, (deps: Crossing, turn: Turn) => Promise<unknown>> = {
  review: async (deps, turn) => {
    const grade = GRADES[Math.floor(turn.other * GRADES.length)] ?? 'good';
    const requestKey = String(turn.other);
    return review(deps, { caller: turn.caller, cardId: await chooseCard(deps, turn), grade, requestKey });
  },
  undoReview: async (deps, { caller }) => {
    const last = await deps
      .db('review_log')
      .where({ userId: caller.userId })
      .whereNull('undoneAt')
      .orderBy('id', 'desc')
      .first('id');
    if (last) await undoReview(deps, { caller, reviewId: last.id });
  },
  deleteCard: async (deps, turn) => deleteCard(deps, { caller: turn.caller, cardId: await chooseCard(deps, turn) }),
  dismissRecommendation: async (deps, turn) => {
    const { caller } = turn;
    await chooseCard(deps, turn);
    await deps.db('recommendation_dismissals').where({ userId: caller.userId }).delete();
    await dismissRecommendation(deps, { caller, id: recommendationId(caller.userId, 'reviews') });
  },
  importCards: async (deps, { caller, choice }) =>
    importCards(deps, { caller, format: 'csv', file: `${Math.floor(choice * 4)},b\n${Math.floor(choice * 3)},b` }),
};
