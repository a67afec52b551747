import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import { Quiz } from '../../db/models/quiz.js';
import { QuizAttempt } from '../../db/models/quiz-attempt.js';
import { insertBlankAnswers } from '../../db/queries/quiz-answers.js';
import { Problem } from '../../domain/problems.js';
import { GRACE_MS } from '../../domain/quizzes/limits.js';
import { raiseVersion } from '../game/raise-version.js';
import { type AfterCommit, cancelRunOf, inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { firstRun, startOf } from '../runs/run-start.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { finishAttempt } from './finish-attempt.js';
import { isTimeOver } from './lock-attempt.js';

const MINUTE_MS = 60_000;

/**
 * Begins an attempt at a quiz. Where one is open it is that one, on whatever device; one whose time is over is ended
 * first.
 * @returns the id of the attempt that is open then
 * @throws Problem not-found; quiz-not-ready; those of lockCallerForShare.
 */
export function startAttempt(
  deps: TransactionDeps,
  { caller, quizId }: { caller: Caller; quizId: string },
): Promise<string> {
  return inTransaction(deps, async (trx, after) => {
    await lockCallerForShare(caller, trx);
    // Of two that start it at once the second waits here, and finds the first one's attempt.
    const quiz = await Quiz.query(trx).findOne({ id: quizId, userId: caller.userId, makes: 'quiz' }).forNoKeyUpdate();
    if (!quiz) throw new Problem('not-found', 'No such quiz.');
    if (quiz.status !== 'ready')
      throw new Problem('quiz-not-ready', 'GET /quiz/{id} says how far it is, or why it failed.');
    const now = deps.clock();
    const open = await QuizAttempt.query(trx).findOne({ quizId, status: 'running' }).forNoKeyUpdate();
    if (open && !isTimeOver(open, now)) return open.id;
    if (open) {
      await finishAttempt(open, { endedBy: 'deadline', now }, after, trx);
      cancelRunOf(open, after);
    }
    return insertAttempt(quiz, now, after, trx);
  });
}

async function insertAttempt(
  { id: quizId, userId, timeLimitMinutes }: Quiz,
  now: Date,
  after: AfterCommit,
  trx: Transaction,
): Promise<string> {
  const id = uuidv7();
  const earlier = await QuizAttempt.query(trx).where({ quizId }).resultSize();
  await QuizAttempt.query(trx).insert({
    ...{ userId, quizId, number: earlier + 1, orderSeed: uuidv7(), startedAt: now },
    ...(timeLimitMinutes === null
      ? { id, status: 'running', workflowId: null, nextCheckAt: null }
      : { ...firstRun('timeQuizAttempt', id, now), ...timesOf(timeLimitMinutes, now) }),
  });
  await insertBlankAnswers(trx, { id, quizId, userId });
  if (timeLimitMinutes !== null) after.start.push(startOf('timeQuizAttempt', { id, runNo: 1, userId }));
  await raiseVersion(userId, trx);
  return id;
}

function timesOf(timeLimitMinutes: number, now: Date) {
  const deadline = new Date(now.getTime() + timeLimitMinutes * MINUTE_MS);
  return { deadline, closesAt: new Date(deadline.getTime() + GRACE_MS) };
}
