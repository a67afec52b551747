import type { Transaction } from 'objection';
import { Quiz } from '../../db/models/quiz.js';
import { Problem } from '../../domain/problems.js';
import { raiseVersion } from '../game/raise-version.js';
import { cancelRow } from '../runs/cancel-run.js';
import { type AfterCommit, inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
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
    await cancelQuizOf(deps, { userId: caller.userId, id: quizId, makes }, after, trx);
  });
}

/** The same for a student who is held already; without `makes`, whatever is made. @throws Problem not-found, not-running. */
export async function cancelQuizOf(
  deps: Pick<TransactionDeps, 'clock'>,
  { makes, ...own }: { userId: string; id: string; makes?: Quiz['makes'] },
  after: AfterCommit,
  trx: Transaction,
): Promise<void> {
  const quiz = await Quiz.query(trx)
    .findOne({ ...own, ...(makes ? { makes } : {}) })
    .forNoKeyUpdate();
  if (!quiz) throw new Problem('not-found', makes === 'cards' ? 'No such cards are being made.' : 'No such quiz.');
  await cancelRow('generateQuiz', quiz, deps.clock(), after, trx);
  await raiseVersion(own.userId, trx);
}
