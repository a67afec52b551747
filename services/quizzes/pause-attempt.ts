import type { Knex } from 'knex';
import type { QuizAttempt } from '../../db/models/quiz-attempt.js';
import { Problem } from '../../domain/problems.js';
import { raiseVersion } from '../game/raise-version.js';
import type { Clock } from '../shared/clock.js';
import type { Caller } from '../shared/lock-caller.js';
import { assertOpen, lockAttempt } from './lock-attempt.js';

interface Input {
  caller: Caller;
  attemptId: string;
}

/**
 * Pauses an attempt without a time limit; repeating it is harmless. Until it is resumed no answer is taken.
 * @throws Problem not-found; attempt-over; attempt-timed; those of lockCallerForShare.
 */
export const pauseAttempt = (deps: { db: Knex; clock: Clock }, input: Input): Promise<void> =>
  change(deps, input, ({ pausedAt }, now) => (pausedAt ? undefined : { pausedAt: now }));

/**
 * Goes on with an attempt that is paused; repeating it is harmless.
 * @throws as pauseAttempt does
 */
export const resumeAttempt = (deps: { db: Knex; clock: Clock }, input: Input): Promise<void> =>
  change(deps, input, (attempt, now) => (attempt.pausedAt ? resumed(attempt, now) : undefined));

/** What an attempt's pauses are when none goes on any more. */
export const resumed = ({ pausedAt, pausedMs }: QuizAttempt, now: Date) => ({
  pausedAt: null,
  pausedMs: pausedMs + (pausedAt ? Math.max(0, now.getTime() - pausedAt.getTime()) : 0),
});

async function change(
  { db, clock }: { db: Knex; clock: Clock },
  { caller, attemptId }: Input,
  columnsOf: (attempt: QuizAttempt, now: Date) => object | undefined,
): Promise<void> {
  await db.transaction(async (trx) => {
    const attempt = await lockAttempt(caller, attemptId, trx);
    const now = clock();
    assertOpen(attempt, now);
    if (attempt.deadline) throw new Problem('attempt-timed', 'Its time goes on until the deadline.');
    const columns = columnsOf(attempt, now);
    if (!columns) return;
    await attempt.$query(trx).patch(columns);
    await raiseVersion(caller.userId, trx);
  });
}
