import type { Transaction } from 'objection';
import { DoubtSession } from '../../db/models/doubt-session.js';
import { Problem } from '../../domain/problems.js';

/**
 * Goes on with a student's thread, or begins one.
 * @throws Problem not-found for a thread that is not the student's.
 */
export async function openThread(
  userId: string,
  sessionId: string | undefined,
  trx: Transaction,
): Promise<{ sessionId: string; isNew: boolean }> {
  if (sessionId === undefined) return { sessionId: (await DoubtSession.query(trx).insert({ userId })).id, isNew: true };
  const touched = await DoubtSession.query(trx).findById(sessionId).where({ userId }).patch({ updatedAt: new Date() });
  if (touched === 0) throw new Problem('not-found', 'No such thread.');
  return { sessionId, isNew: false };
}
