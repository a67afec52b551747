import type { Knex } from 'knex';
import { ReviewCard } from '../../db/models/review-card.js';
import { Problem } from '../../domain/problems.js';
import { raiseVersion } from '../game/raise-version.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { topicIdOf } from '../shared/topic-id.js';
import type { CardContent } from './create-card.js';

/**
 * Replaces what stands on a card; when it is due stays as it is. One that was suspended is asked again, as the student's
 * own: what was bad about it is gone.
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
    const card = await ReviewCard.query(trx).findOne({ id: cardId, userId: caller.userId }).forNoKeyUpdate();
    if (!card) throw new Problem('not-found', 'No such card.');
    const own = { origin: 'student', originKey: null, suspendedReason: null } as const;
    await card.$query(trx).patch({ ...sides, topicId, ...(card.suspendedReason ? own : {}) });
    if (card.suspendedReason) await raiseVersion(caller.userId, trx);
  });
}
