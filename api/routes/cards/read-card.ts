import type { Knex } from 'knex';
import { type CardWithTopic, findCard } from '../../../db/queries/cards.js';
import { Problem } from '../../../domain/problems.js';

/** A card of a student. @throws Problem not-found */
export async function readCard(db: Knex, userId: string, id: string): Promise<CardWithTopic> {
  const card = await findCard(db, userId, id);
  if (!card) throw new Problem('not-found', 'No such card.');
  return card;
}
