import { Question } from '../../db/models/question.js';
import { Thread } from '../../db/models/thread.js';
import { Problem } from '../../domain/problems.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { lockActiveUserForShare } from '../shared/active-user.js';

/**
 * Removes a thread with its questions and answers; a run at one of them ends at its next write.
 * @throws Problem not-found, account-closed.
 */
export async function deleteThread(
  deps: TransactionDeps,
  { userId, threadId }: { userId: string; threadId: string },
): Promise<void> {
  await inTransaction(deps, async (trx, after) => {
    // An erasure locks many questions too; it waits for this, or wins over it.
    await lockActiveUserForShare(userId, trx);
    const thread = await Thread.query(trx).findById(threadId).where({ userId }).forUpdate();
    if (!thread) throw new Problem('not-found', 'No such thread.');
    const open = await Question.query(trx).where({ threadId }).modify('open').select('workflowId');
    await thread.$query(trx).delete();
    after.cancel.push(...open.flatMap(({ workflowId }) => workflowId ?? []));
  });
}
