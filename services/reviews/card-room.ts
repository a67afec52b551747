import type { Transaction } from 'objection';
import { countCards } from '../../db/queries/cards.js';
import { lockQuota } from '../../db/queries/quota.js';
import { MAX_CARDS } from '../../domain/learning/reviews/card-text.js';
import { Problem } from '../../domain/problems.js';

/** How many more cards a student may have; that stays true until the transaction ends. */
export async function cardRoom(userId: string, trx: Transaction): Promise<number> {
  await lockQuota(trx, userId);
  return heldCardRoom(userId, trx);
}

/** The same, for whoever has locked the student's quota. */
export const heldCardRoom = async (userId: string, trx: Transaction): Promise<number> =>
  Math.max(0, MAX_CARDS - (await countCards(trx, userId)));

/** @throws Problem too-many-cards where there is no room for as many. */
export async function assertCardRoom(
  { userId, count }: { userId: string; count: number },
  trx: Transaction,
): Promise<void> {
  if ((await cardRoom(userId, trx)) < count)
    throw new Problem('too-many-cards', `A student may have ${MAX_CARDS} cards; remove some first, or ask for fewer.`);
}
