import type { Knex } from 'knex';
import { Question } from '../../db/models/question.js';
import { Thread } from '../../db/models/thread.js';
import { Problem } from '../../domain/problems.js';
import { afterCommit, type CommitDeps } from '../runs/after-commit.js';

/**
 * Removes a thread with its questions and answers; work on them ends at the fence.
 * @throws Problem not-found.
 */
export async function deleteThread(
  deps: CommitDeps & { db: Knex },
  { userId, threadId }: { userId: string; threadId: string },
): Promise<void> {
  const cancel = await deps.db.transaction(async (trx) => {
    const session = await Thread.query(trx).findById(threadId).where({ userId }).forUpdate();
    if (!session) throw new Problem('not-found', 'No such thread.');
    const open = await Question.query(trx).where({ threadId }).modify('open').select('workflowId');
    await session.$query(trx).delete();
    return open.map(({ workflowId }) => workflowId);
  });
  await afterCommit(deps, { start: [], cancel });
}
