import type { Knex } from 'knex';
import { type AskedQuestion, listAsked, type SavedAnswer, writeAnswers } from '../../db/queries/quiz-answers.js';
import { Problem } from '../../domain/problems.js';
import type { GivenAnswer } from '../../domain/quizzes/question.js';
import type { Clock } from '../shared/clock.js';
import type { Caller } from '../shared/lock-caller.js';
import { assertOpen, lockAttempt } from './lock-attempt.js';
import { parseAnswer } from './parse-answer.js';

/** An answer as it is kept now. */
export type KeptAnswer = SavedAnswer & {
  /** Whether another device had changed it since the revision that the caller knew. */
  hadChanged: boolean;
};

/**
 * Saves the answer to one question of an open attempt; of two devices the later one wins. The same answer again changes
 * nothing.
 * @param input.revision which the caller changed; it decides nothing
 * @throws Problem not-found; invalid-request for an answer that cannot be one; attempt-over; attempt-paused; those of
 * lockCallerForShare.
 */
export async function saveAnswer(
  { db, clock }: { db: Knex; clock: Clock },
  input: {
    caller: Caller;
    attemptId: string;
    questionId: string;
    answer: GivenAnswer | null;
    revision?: number | undefined;
  },
): Promise<KeptAnswer> {
  const { caller, attemptId, questionId, answer, revision } = input;
  // What reaches the server in time is in time, however long it then waits for a lock.
  const now = clock();
  return db.transaction(async (trx) => {
    const attempt = await lockAttempt(caller, attemptId, trx);
    const [asked] = await listAsked(trx, attemptId, [questionId]);
    if (!asked) throw new Problem('not-found', 'No such question in this attempt.');
    const parsed = parseAnswer(asked.form, answer, '/answer');
    assertOpen(attempt, now);
    if (attempt.pausedAt) throw new Problem('attempt-paused', 'Resume it first.');
    const [saved] = await writeAnswers(trx, attemptId, [{ questionId, answer: parsed }], now);
    return saved ? { ...saved, hadChanged: revision !== undefined && revision < asked.revision } : kept(asked);
  });
}

const kept = ({ questionId, answer, revision, answeredAt }: AskedQuestion): KeptAnswer => ({
  ...{ questionId, answer, revision, answeredAt, hadChanged: false },
});
