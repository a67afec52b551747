import type { Knex } from 'knex';
import { ReviewCard } from '../../db/models/review-card.js';
import { Problem } from '../../domain/problems.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { topicIdOf } from '../shared/topic-id.js';
import type { CardContent } from './create-card.js';

/**
 * Replaces what stands on a card; when it is due stays as it is.
 * @throws Problem not-found for the card and for a topic; those of lockCallerForShare.
 */
export async function changeCard(
  { db }: { db: Knex },
  { caller, cardId, content }: { caller: Caller; cardId: string; content: CardContent },
): Promise<void> {
  const { topic, ...sides } = content;
  await db.transaction(async (trx) => {
    await lockCallerForShare(caller, trx);
    const topicId = await topicIdOf(topic, trx);
    const changed = await ReviewCard.query(trx)
      .where({ id: cardId, userId: caller.userId })
      .patch({ ...sides, topicId });
    if (changed === 0) throw new Problem('not-found', 'No such card.');
  });
}
