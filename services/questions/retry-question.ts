import { Problem } from '../../domain/problems.js';
import { assertAiBudget } from '../ai/assert-budget.js';
import { startAfterCommit } from '../runs/after-commit.js';
import { firstCheckAt } from '../runs/runs.js';
import { startOfQuestion } from '../runs/workflow-starts.js';
import { lockActiveUserForShare } from '../shared/active-user.js';
import type { AskDeps } from './ask-question.js';
import { lockQuestion } from './lock-question.js';

/**
 * Begins a new run at an answer that failed or was cancelled. One whose work goes on is left to it, so that asking
 * twice is harmless.
 * @throws Problem not-found, account-closed, ai-budget-exhausted; nothing-to-retry for one that has its answer.
 */
export async function retryQuestion(
  deps: AskDeps,
  { userId, questionId }: { userId: string; questionId: string },
): Promise<void> {
  const start = await deps.db.transaction(async (trx) => {
    await lockActiveUserForShare(userId, trx);
    const message = await lockQuestion(userId, questionId, trx);
    if (message.status === 'queued' || message.status === 'processing') return null;
    if (message.status !== 'failed' && message.status !== 'cancelled') {
      throw new Problem('nothing-to-retry', 'It has its answer.');
    }
    await assertAiBudget(trx, deps.ai, userId);
    const start = startOfQuestion({ id: questionId, runNo: message.runNo + 1, userId });
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
