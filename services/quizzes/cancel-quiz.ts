import { Quiz } from '../../db/models/quiz.js';
import { Problem } from '../../domain/problems.js';
import { cancelRow } from '../runs/cancel-run.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';

/**
 * Stops the making of a quiz. Repeating it is harmless.
 * @throws Problem not-found; not-running for a quiz that is made, or failed; those of lockCallerForShare.
 */
export async function cancelQuiz(
  deps: TransactionDeps,
  { caller, quizId }: { caller: Caller; quizId: string },
): Promise<void> {
  await inTransaction(deps, async (trx, after) => {
    await lockCallerForShare(caller, trx);
    const quiz = await Quiz.query(trx).findOne({ id: quizId, userId: caller.userId }).forNoKeyUpdate();
    if (!quiz) throw new Problem('not-found', 'No such quiz.');
    await cancelRow('generateQuiz', quiz, deps.clock(), after, trx);
  });
}
