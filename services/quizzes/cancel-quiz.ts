import { Quiz } from '../../db/models/quiz.js';
import { Problem } from '../../domain/problems.js';
import { raiseVersion } from '../game/raise-version.js';
import { cancelRow } from '../runs/cancel-run.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';

/**
 * Stops the making of a quiz or of cards. Repeating it is harmless.
 * @throws Problem not-found; not-running for what is made, or failed; those of lockCallerForShare.
 */
export async function cancelQuiz(
  deps: TransactionDeps,
  { caller, quizId, makes }: { caller: Caller; quizId: string; makes: Quiz['makes'] },
): Promise<void> {
  await inTransaction(deps, async (trx, after) => {
    await lockCallerForShare(caller, trx);
    const quiz = await Quiz.query(trx).findOne({ id: quizId, userId: caller.userId, makes }).forNoKeyUpdate();
    if (!quiz) throw new Problem('not-found', makes === 'quiz' ? 'No such quiz.' : 'No such cards are being made.');
    await cancelRow('generateQuiz', quiz, deps.clock(), after, trx);
    await raiseVersion(caller.userId, trx);
  });
}
