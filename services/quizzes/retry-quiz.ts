import type { Transaction } from 'objection';
import { Quiz } from '../../db/models/quiz.js';
import { Problem } from '../../domain/problems.js';
import { isOpen } from '../../domain/runs/flows.js';
import { assertAiBudget } from '../ai/assert-budget.js';
import { raiseVersion } from '../game/raise-version.js';
import type { AfterCommit } from '../runs/in-transaction.js';
import { requeueRow } from '../runs/requeue-run.js';
import type { QuizDeps } from './request-quiz.js';

/**
 * Begins a new run at a quiz, or cards, that failed or was cancelled, for a student who is held already. One whose work
 * goes on is left to it.
 * @throws Problem not-found, ai-budget-exhausted; nothing-to-retry for what is made.
 */
export async function retryQuizOf(
  deps: Pick<QuizDeps, 'ai' | 'answerer' | 'clock'>,
  own: { userId: string; id: string },
  after: AfterCommit,
  trx: Transaction,
): Promise<void> {
  const quiz = await Quiz.query(trx).findOne(own).forNoKeyUpdate();
  if (!quiz) throw new Problem('not-found', 'No such quiz.');
  if (isOpen('generateQuiz', quiz)) return;
  if (quiz.status === 'ready') throw new Problem('nothing-to-retry', 'Its questions are made.');
  if (deps.answerer.provider !== 'offline') await assertAiBudget(deps, own.userId, trx);
  await requeueRow('generateQuiz', quiz, deps.clock(), after, trx);
  await raiseVersion(own.userId, trx);
}
