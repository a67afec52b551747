import { Question } from '../../db/models/question.js';
import { Thread } from '../../db/models/thread.js';
import { Problem } from '../../domain/problems.js';
import { raiseVersion } from '../game/raise-version.js';
import { cancelRunOf, inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';

/**
 * Removes a thread with its questions and answers; a run at one of them ends at its next write.
 * @throws Problem not-found; those of lockCallerForShare.
 */
export async function deleteThread(
  deps: TransactionDeps,
  { caller, threadId }: { caller: Caller; threadId: string },
): Promise<void> {
  await inTransaction(deps, async (trx, after) => {
    // An erasure locks many questions too; it waits for this, or wins over it.
    await lockCallerForShare(caller, trx);
    const thread = await Thread.query(trx).findById(threadId).where({ userId: caller.userId }).forUpdate();
    if (!thread) throw new Problem('not-found', 'No such thread.');
    const open = await Question.query(trx).where({ threadId }).modify('open').select('workflowId');
    await thread.$query(trx).delete();
    for (const question of open) cancelRunOf(question, after);
    await raiseVersion(caller.userId, trx);
  });
}
