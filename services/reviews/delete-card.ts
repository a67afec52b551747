import type { Knex } from 'knex';
import { ReviewCard } from '../../db/models/review-card.js';
import { Problem } from '../../domain/problems.js';
import { raiseVersion } from '../game/raise-version.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';

/**
 * Removes a card with its reviews. What they showed of the student's knowledge, and their XP, stay.
 * @throws Problem not-found; those of lockCallerForShare.
 */
export async function deleteCard(
  { db }: { db: Knex },
  { caller, cardId }: { caller: Caller; cardId: string },
): Promise<void> {
  await db.transaction(async (trx) => {
    await lockCallerForShare(caller, trx);
    const deleted = await ReviewCard.query(trx).where({ id: cardId, userId: caller.userId }).delete();
    if (deleted === 0) throw new Problem('not-found', 'No such card.');
    await raiseVersion(caller.userId, trx);
  });
}
