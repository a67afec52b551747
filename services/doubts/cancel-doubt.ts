import type { Knex } from 'knex';
import { Problem } from '../../domain/problems.js';
import { afterCommit, type CommitDeps } from '../after-commit.js';
import { lockDoubt } from './lock-doubt.js';

/**
 * Stops the work on an answer. The row says so before Temporal is asked, so that it also wins over a run that has
 * not begun. Repeating it is harmless.
 * @throws Problem not-found; not-running for a question whose work had ended.
 */
export async function cancelDoubt(
  deps: CommitDeps & { db: Knex },
  { userId, messageId }: { userId: string; messageId: string },
): Promise<void> {
  const workflowId = await deps.db.transaction(async (trx) => {
    const message = await lockDoubt(userId, messageId, trx);
    if (message.status === 'cancelled') return null;
    if (message.status !== 'queued' && message.status !== 'processing') {
      throw new Problem('not-running', 'Its work had ended already.');
    }
    const now = new Date();
    await message.$query(trx).patch({
      status: 'cancelled',
      cancelRequestedAt: now,
      finishedAt: now,
      nextCheckAt: null,
      phase: null,
      draft: null,
    });
    return message.workflowId;
  });
  if (workflowId) await afterCommit(deps, { start: [], cancel: [workflowId] });
}
