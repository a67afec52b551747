import type { Transaction } from 'objection';
import { DoubtMessage } from '../../db/models/doubt-message.js';
import { Problem } from '../../domain/problems.js';

/**
 * Holds a student's question until the transaction ends.
 * @throws Problem not-found for another's.
 */
export async function lockDoubt(userId: string, messageId: string, trx: Transaction): Promise<DoubtMessage> {
  const message = await DoubtMessage.query(trx).findOne({ id: messageId, userId }).forUpdate();
  if (!message) throw new Problem('not-found', 'No such question.');
  return message;
}
