import type { Knex } from 'knex';
import { DoubtMessage } from '../../db/models/doubt-message.js';
import { DoubtSession } from '../../db/models/doubt-session.js';
import { Problem } from '../../domain/problems.js';
import { afterCommit, type CommitDeps } from '../after-commit.js';

/**
 * Removes a thread with its questions and answers; work on them ends at the fence.
 * @throws Problem not-found.
 */
export async function deleteThread(
  deps: CommitDeps & { db: Knex },
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<void> {
  const cancel = await deps.db.transaction(async (trx) => {
    const session = await DoubtSession.query(trx).findById(sessionId).where({ userId }).forUpdate();
    if (!session) throw new Problem('not-found', 'No such thread.');
    const open = await DoubtMessage.query(trx)
      .where({ sessionId })
      .whereIn('status', ['queued', 'processing'])
      .select('workflowId');
    await session.$query(trx).delete();
    return open.map(({ workflowId }) => workflowId);
  });
  await afterCommit(deps, { start: [], cancel });
}
