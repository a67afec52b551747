import type { Transaction } from 'objection';
import { Thread } from '../../db/models/thread.js';
import { Problem } from '../../domain/problems.js';

/**
 * Goes on with a student's thread, or begins one.
 * @throws Problem not-found for a thread that is not the student's.
 */
export async function openThread(
  { userId, threadId }: { userId: string; threadId: string | undefined },
  trx: Transaction,
): Promise<{ threadId: string; isNew: boolean }> {
  if (threadId === undefined) return { threadId: (await Thread.query(trx).insert({ userId })).id, isNew: true };
  // Nothing but its updatedAt changes.
  const touched = await Thread.query(trx).findById(threadId).where({ userId }).patch({});
  if (touched === 0) throw new Problem('not-found', 'No such thread.');
  return { threadId, isNew: false };
}
