import type { Transaction } from 'objection';
import { countCards, insertCards, type NewCard } from '../../db/queries/cards.js';
import { lockQuota } from '../../db/queries/quota.js';
import { MAX_CARDS } from '../../domain/learning/reviews/card-text.js';
import { Problem } from '../../domain/problems.js';
import { raiseVersion } from '../game/raise-version.js';

/** Rows that one statement inserts: Postgres takes 65,535 values. */
const BATCH = 1_000;

/**
 * Adds cards of a student; those that were made of the same before are not made again.
 * @returns the ids of those that were added
 * @throws Problem too-many-cards
 */
export async function addCards(userId: string, cards: readonly NewCard[], trx: Transaction): Promise<string[]> {
  await lockQuota(trx, userId);
  const added: string[] = [];
  for (let from = 0; from < cards.length; from += BATCH)
    added.push(...(await insertCards(trx, userId, cards.slice(from, from + BATCH))));
  if (added.length === 0) return added;
  if ((await countCards(trx, userId)) > MAX_CARDS)
    throw new Problem('too-many-cards', `A student may have ${MAX_CARDS} cards; remove some first.`);
  await raiseVersion(userId, trx);
  return added;
}
