import type { Transaction } from 'objection';
import { Question } from '../../db/models/question.js';
import { Problem } from '../../domain/problems.js';

/**
 * Holds a student's question until the transaction ends.
 * @throws Problem not-found for another's.
 */
export async function lockQuestion(
  { userId, questionId }: { userId: string; questionId: string },
  trx: Transaction,
): Promise<Question> {
  const message = await Question.query(trx).findOne({ id: questionId, userId }).forUpdate();
  if (!message) throw new Problem('not-found', 'No such question.');
  return message;
}
