import type { Knex } from 'knex';
import { ReviewCard } from '../models/review-card.js';

/** Of ids that a file gives to its cards, those that are ids of cards of the student, as our own files have them. */
export async function knownCards(db: Knex, userId: string, guids: readonly string[]): Promise<Set<string>> {
  const known = await ReviewCard.query(db)
    .where({ userId })
    .whereRaw('CAST(id AS text) = ANY (?)', [[...guids]])
    .select('id');
  return new Set(known.map(({ id }) => id));
}
