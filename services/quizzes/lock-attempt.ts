import type { Transaction } from 'objection';
import { QuizAttempt } from '../../db/models/quiz-attempt.js';
import { Problem } from '../../domain/problems.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';

/**
 * Locks an attempt of the caller's.
 * @throws Problem not-found; those of lockCallerForShare.
 */
export async function lockAttempt(caller: Caller, attemptId: string, trx: Transaction): Promise<QuizAttempt> {
  await lockCallerForShare(caller, trx);
  const attempt = await QuizAttempt.query(trx).findOne({ id: attemptId, userId: caller.userId }).forNoKeyUpdate();
  if (!attempt) throw new Problem('not-found', 'No such attempt.');
  return attempt;
}

/** Whether the time of an open attempt is over, though its timer has not come yet. */
export const isTimeOver = ({ closesAt }: QuizAttempt, now: Date): boolean => closesAt !== null && closesAt <= now;

/** @throws Problem attempt-over for an attempt that takes no answers any more. */
export function assertOpen(attempt: QuizAttempt, now: Date): void {
  if (attempt.status !== 'running' || isTimeOver(attempt, now))
    throw new Problem('attempt-over', 'It takes no more answers; read the attempt for its result.');
}
