import type { Transaction } from 'objection';
import { raiseVersion } from '../game/raise-version.js';
import { cancelRow } from '../runs/cancel-run.js';
import { type AfterCommit, inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { lockQuestion } from './lock-question.js';

/**
 * Stops the work on an answer. Repeating it is harmless.
 * @throws Problem not-found; not-running for a question whose work had ended; those of lockCallerForShare.
 */
export async function cancelQuestion(
  deps: TransactionDeps,
  { caller, questionId }: { caller: Caller; questionId: string },
): Promise<void> {
  await inTransaction(deps, async (trx, after) => {
    await lockCallerForShare(caller, trx);
    await cancelQuestionOf(deps, { userId: caller.userId, id: questionId }, after, trx);
  });
}

/** The same for a student who is held already. @throws Problem not-found, not-running. */
export async function cancelQuestionOf(
  deps: Pick<TransactionDeps, 'clock'>,
  { userId, id: questionId }: { userId: string; id: string },
  after: AfterCommit,
  trx: Transaction,
): Promise<void> {
  const question = await lockQuestion({ userId, questionId }, trx);
  await cancelRow('answerQuestion', question, deps.clock(), after, trx);
  await raiseVersion(userId, trx);
}
