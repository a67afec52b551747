import type { PartialModelObject, Transaction } from 'objection';
import { ReviewCard } from '../../db/models/review-card.js';
import { countCards } from '../../db/queries/cards.js';
import { lockQuota } from '../../db/queries/quota.js';
import { MAX_CARDS } from '../../domain/learning/reviews/card-text.js';
import { Problem } from '../../domain/problems.js';

/** Rows that one statement inserts: Postgres takes 65,535 values. */
const BATCH = 1_000;

/**
 * Adds cards of a student; those that were made of the same before are not made again.
 * @returns the ids of those that were added
 * @throws Problem too-many-cards
 */
export async function addCards(
  userId: string,
  cards: readonly PartialModelObject<ReviewCard>[],
  trx: Transaction,
): Promise<string[]> {
  await lockQuota(trx, userId);
  const added: string[] = [];
  for (let from = 0; from < cards.length; from += BATCH) {
    const rows = cards.slice(from, from + BATCH).map((card) => ({ ...card, userId }));
    const made = await ReviewCard.query(trx).insert(rows).onConflict(['userId', 'originKey']).ignore().returning('id');
    added.push(...made.map(({ id }) => id));
  }
  if (added.length > 0 && (await countCards(trx, userId)) > MAX_CARDS)
    throw new Problem('too-many-cards', `A student may have ${MAX_CARDS} cards; remove some first.`);
  return added;
}
