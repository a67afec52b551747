import type { Knex } from 'knex';
import { Problem } from '../../domain/problems.js';
import { afterCommit, type CommitDeps } from '../runs/after-commit.js';
import { lockQuestion } from './lock-question.js';

/**
 * Stops the work on an answer. The row says so before Temporal is asked, so that it also wins over a run that has
 * not begun. Repeating it is harmless.
 * @throws Problem not-found; not-running for a question whose work had ended.
 */
export async function cancelQuestion(
  deps: CommitDeps & { db: Knex },
  { userId, questionId }: { userId: string; questionId: string },
): Promise<void> {
  const workflowId = await deps.db.transaction(async (trx) => {
    const message = await lockQuestion(userId, questionId, trx);
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
