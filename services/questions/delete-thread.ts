import { Question } from '../../db/models/question.js';
import { Thread } from '../../db/models/thread.js';
import { Problem } from '../../domain/problems.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';

/**
 * Removes a thread with its questions and answers; a run at one of them ends at its next write.
 * @throws Problem not-found.
 */
export async function deleteThread(
  deps: TransactionDeps,
  { userId, threadId }: { userId: string; threadId: string },
): Promise<void> {
  await inTransaction(deps, async (trx, after) => {
    const thread = await Thread.query(trx).findById(threadId).where({ userId }).forUpdate();
    if (!thread) throw new Problem('not-found', 'No such thread.');
    const open = await Question.query(trx).where({ threadId }).modify('open').select('workflowId');
    await thread.$query(trx).delete();
    after.cancel.push(...open.flatMap(({ workflowId }) => workflowId ?? []));
  });
}
