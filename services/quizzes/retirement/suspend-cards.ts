import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { ReviewCard } from '../../../db/models/review-card.js';
import { writeNotices } from '../../../db/queries/notices.js';
import { listCardsOfQuestion, type QuestionCard } from '../../../db/queries/quiz-corrections.js';
import type { RetireReason } from '../../../domain/quizzes/retirement.js';
import { inBatches } from '../../../lib/in-batches.js';
import { raiseVersion } from '../../game/raise-version.js';
import { lockIfActive } from '../../shared/active-user.js';
import { cardKeyOf } from '../learned.js';

/** Cards that one query names. */
const BATCH = 100;

/**
 * Suspends the cards that were made from a retired question, since they would teach what is bad about it; each student
 * is told. One after the other, each in a transaction of its own: where it breaks off, the next time it finds what is
 * left.
 * @returns how many were suspended
 * @throws the signal's reason, with some suspended.
 */
export async function suspendCards(
  { db }: { db: Knex },
  { questionId, reason }: { questionId: string; reason: RetireReason },
  signal?: AbortSignal,
): Promise<number> {
  const originKey = cardKeyOf(questionId);
  let suspended = 0;
  for await (const batch of inBatches<QuestionCard>(BATCH, (last, limit) =>
    listCardsOfQuestion(db, { questionId, originKey, after: last?.id, limit }),
  ))
    for (const card of batch) {
      signal?.throwIfAborted();
      if (await db.transaction((trx) => suspendCard(card, reason, trx))) suspended += 1;
    }
  return suspended;
}

/** @returns whether it was suspended: not where somebody else did it, it is gone or the student's own by now, or its owner leaves */
async function suspendCard(
  { id: cardId, userId }: QuestionCard,
  reason: RetireReason,
  trx: Transaction,
): Promise<boolean> {
  if (!(await lockIfActive(userId, trx))) return false;
  const changed = await ReviewCard.query(trx)
    .findById(cardId)
    .where({ origin: 'answer' })
    .whereNull('suspendedReason')
    .patch({ suspendedReason: reason });
  if (changed === 0) return false;
  await writeNotices(trx, userId, [{ kind: 'card-suspended', topic: cardId, facts: { cardId, reason } }]);
  await raiseVersion(userId, trx);
  return true;
}
