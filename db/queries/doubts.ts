import type { Knex } from 'knex';
import { DoubtMessage } from '../models/doubt-message.js';

/** A student's own question with its citations; undefined for anyone else's. */
export async function findDoubtMessage(db: Knex, userId: string, id: string): Promise<DoubtMessage | undefined> {
  return DoubtMessage.query(db).findById(id).where({ userId }).withGraphFetched('citations');
}
