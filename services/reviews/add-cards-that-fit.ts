import type { Transaction } from 'objection';
import { insertCards, type NewCard } from '../../db/queries/cards.js';
import { heldCardRoom } from './card-room.js';

/**
 * Adds cards that nobody asked for, as many as there is room for, with the student's quota locked; those that were made
 * of the same before are not made again.
 */
export async function addCardsThatFit(userId: string, cards: readonly NewCard[], trx: Transaction): Promise<void> {
  if (cards.length === 0) return;
  const room = await heldCardRoom(userId, trx);
  if (room > 0) await insertCards(trx, userId, cards.slice(0, room));
}
