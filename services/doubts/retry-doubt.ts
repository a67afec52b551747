import { Problem } from '../../domain/problems.js';
import { lockActiveUser } from '../active-user.js';
import { startAfterCommit } from '../after-commit.js';
import { assertAiBudget } from '../ai/assert-budget.js';
import { firstCheckAt } from '../runs.js';
import { startOfDoubt } from '../workflow-starts.js';
import type { AskDeps } from './ask-doubt.js';
import { lockDoubt } from './lock-doubt.js';

/**
 * Begins a new run at an answer that failed or was cancelled. One whose work goes on is left to it, so that asking
 * twice is harmless.
 * @throws Problem not-found, account-closed, ai-budget-exhausted; nothing-to-retry for one that has its answer.
 */
export async function retryDoubt(
  deps: AskDeps,
  { userId, messageId }: { userId: string; messageId: string },
): Promise<void> {
  const start = await deps.db.transaction(async (trx) => {
    await lockActiveUser(userId, trx);
    const message = await lockDoubt(userId, messageId, trx);
    if (message.status === 'queued' || message.status === 'processing') return null;
    if (message.status !== 'failed' && message.status !== 'cancelled') {
      throw new Problem('nothing-to-retry', 'It has its answer.');
    }
    await assertAiBudget(trx, deps.ai, userId);
    const start = startOfDoubt({ id: messageId, runNo: message.runNo + 1, userId });
    await message.$query(trx).patch({
      status: 'queued',
      failure: null,
      phase: null,
      draft: null,
      runNo: message.runNo + 1,
      workflowId: start.workflowId,
      nextCheckAt: firstCheckAt(),
      cancelRequestedAt: null,
      finishedAt: null,
    });
    return start;
  });
  if (start) await startAfterCommit(deps, start);
}
