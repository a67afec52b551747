import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { ReviewCard } from '../../db/models/review-card.js';
import { ReviewLog } from '../../db/models/review-log.js';
import { lastReview } from '../../db/queries/cards.js';
import { readCalendar } from '../../db/queries/day-rules.js';
import { dayAt } from '../../domain/game/study-calendar.js';
import { Problem } from '../../domain/problems.js';
import { raiseVersion } from '../game/raise-version.js';
import { forgetAnswer } from '../mastery/forget-answer.js';
import type { Clock } from '../shared/clock.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { causeOf } from './review.js';

/**
 * Takes back the last review of a student: the card stands where it stood, and its answer does not count. Its XP stays,
 * and the card's next review brings none instead. Repeating it changes nothing.
 * @returns the id of the card
 * @throws Problem not-found; nothing-to-undo for a review that is not the last one, or of another day; those of
 * lockCallerForShare.
 */
export async function undoReview(
  { db, clock }: { db: Knex; clock: Clock },
  { caller, reviewId }: { caller: Caller; reviewId: string },
): Promise<string> {
  const { userId } = caller;
  return db.transaction(async (trx) => {
    await lockCallerForShare(caller, trx);
    const review = await lockReview({ userId, reviewId }, trx);
    if (review.undoneAt) return review.cardId;
    const now = clock();
    const last = await lastReview(trx, userId);
    const today = dayAt(await readCalendar(trx, userId), now);
    if (last?.id !== review.id || review.studyDay !== today)
      throw new Problem('nothing-to-undo', 'Only the last review of today can be undone.');
    await review.$query(trx).patch({ undoneAt: now });
    await ReviewCard.query(trx).findById(review.cardId).patch(review.before);
    if (review.wasDue) await forgetAnswer({ userId, cause: causeOf(review) }, trx);
    await raiseVersion(userId, trx);
    return review.cardId;
  });
}

/** Locks the card of a review, so that it is not reviewed meanwhile, and gives the review as it is then. */
async function lockReview(
  { userId, reviewId }: { userId: string; reviewId: string },
  trx: Transaction,
): Promise<ReviewLog> {
  const found = await ReviewLog.query(trx).findOne({ id: reviewId, userId });
  const card = found && (await ReviewCard.query(trx).findById(found.cardId).forNoKeyUpdate());
  const review = card && (await ReviewLog.query(trx).findById(reviewId));
  if (!review) throw new Problem('not-found', 'No such review.');
  return review;
}
