import type { Transaction } from 'objection';
import { countCards, insertCards, type NewCard } from '../../db/queries/cards.js';
import { lockQuota } from '../../db/queries/quota.js';
import { MAX_CARDS } from '../../domain/learning/reviews/card-text.js';

/**
 * Adds cards that nobody asked for, as many as there is room for; those that were made of the same before are not made
 * again.
 */
export async function addCardsThatFit(userId: string, cards: readonly NewCard[], trx: Transaction): Promise<void> {
  if (cards.length === 0) return;
  await lockQuota(trx, userId);
  const room = Math.max(0, MAX_CARDS - (await countCards(trx, userId)));
  if (room > 0) await insertCards(trx, userId, cards.slice(0, room));
}
