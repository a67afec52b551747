import { cancelRow } from '../runs/cancel-run.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { lockQuestion } from './lock-question.js';

/**
 * Stops the work on an answer. Repeating it is harmless.
 * @throws Problem not-found; not-running for a question whose work had ended.
 */
export async function cancelQuestion(
  deps: TransactionDeps,
  input: { userId: string; questionId: string },
): Promise<void> {
  await inTransaction(deps, async (trx, after) => {
    const question = await lockQuestion(input, trx);
    await cancelRow('answerQuestion', question, deps.clock(), after, trx);
  });
}
