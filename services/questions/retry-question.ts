import type { Transaction } from 'objection';
import { Problem } from '../../domain/problems.js';
import { isOpen } from '../../domain/runs/flows.js';
import { assertAiBudget } from '../ai/assert-budget.js';
import { raiseVersion } from '../game/raise-version.js';
import { type AfterCommit, inTransaction } from '../runs/in-transaction.js';
import { requeueRow } from '../runs/requeue-run.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import type { AskDeps } from './ask-question.js';
import { lockQuestion } from './lock-question.js';

/**
 * Begins a new run at an answer that failed or was cancelled. One whose work goes on is left to it, so that asking
 * twice is harmless.
 * @throws Problem not-found, ai-budget-exhausted; nothing-to-retry for one that has its answer; those of
 * lockCallerForShare.
 */
export async function retryQuestion(
  deps: AskDeps,
  { caller, questionId }: { caller: Caller; questionId: string },
): Promise<void> {
  const { userId } = caller;
  await inTransaction(deps, async (trx, after) => {
    await lockCallerForShare(caller, trx);
    await retryQuestionOf(deps, { userId, id: questionId }, after, trx);
  });
}

/** The same for a student who is held already. @throws Problem not-found, ai-budget-exhausted, nothing-to-retry. */
export async function retryQuestionOf(
  deps: Pick<AskDeps, 'ai' | 'clock'>,
  { userId, id: questionId }: { userId: string; id: string },
  after: AfterCommit,
  trx: Transaction,
): Promise<void> {
  const question = await lockQuestion({ userId, questionId }, trx);
  if (isOpen('answerQuestion', question)) return;
  if (question.status !== 'failed' && question.status !== 'cancelled') {
    throw new Problem('nothing-to-retry', 'It has its answer.');
  }
  await assertAiBudget(deps, userId, trx);
  await requeueRow('answerQuestion', question, deps.clock(), after, trx);
  await raiseVersion(userId, trx);
}
