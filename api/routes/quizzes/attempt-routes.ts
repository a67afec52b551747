import type { Knex } from 'knex';
import { findAttempt } from '../../../db/queries/quiz-attempts.js';
import { Problem } from '../../../domain/problems.js';
import { pauseAttempt, resumeAttempt } from '../../../services/quizzes/pause-attempt.js';
import { saveAnswer } from '../../../services/quizzes/save-answer.js';
import { startAttempt } from '../../../services/quizzes/start-attempt.js';
import { submitAttempt } from '../../../services/quizzes/submit-attempt.js';
import type { TransactionDeps } from '../../../services/runs/in-transaction.js';
import type { ContractRouter } from '../../contract/router.js';
import {
  getQuizAttemptOperation,
  pauseQuizAttemptOperation,
  resumeQuizAttemptOperation,
  saveQuizAnswerOperation,
  startQuizOperation,
  submitQuizOperation,
} from './attempt-schema.js';
import { presentAttempt, presentKept } from './presenter.js';

/** Attempts at quizzes, from their start until they are handed in. */
export function quizAttemptRoutes({ route }: Pick<ContractRouter, 'route'>, deps: TransactionDeps): void {
  route(startQuizOperation, async (ctx) => {
    const { principal, params } = ctx.state;
    const id = await startAttempt(deps, { caller: principal, quizId: params.id });
    ctx.body = await readAttempt(deps.db, principal.userId, id);
  });

  route(submitQuizOperation, async (ctx) => {
    const { principal, body } = ctx.state;
    await submitAttempt(deps, { caller: principal, ...body });
    ctx.body = await readAttempt(deps.db, principal.userId, body.attemptId);
  });

  route(getQuizAttemptOperation, async (ctx) => {
    ctx.body = await readAttempt(deps.db, ctx.state.principal.userId, ctx.state.params.id);
  });

  route(saveQuizAnswerOperation, async (ctx) => {
    const { id: attemptId, questionId } = ctx.state.params;
    ctx.body = presentKept(
      await saveAnswer(deps, { caller: ctx.state.principal, attemptId, questionId, ...ctx.state.body }),
    );
  });

  for (const [operation, change] of [
    [pauseQuizAttemptOperation, pauseAttempt],
    [resumeQuizAttemptOperation, resumeAttempt],
  ] as const)
    route(operation, async (ctx) => {
      const { principal, params } = ctx.state;
      await change(deps, { caller: principal, attemptId: params.id });
      ctx.body = await readAttempt(deps.db, principal.userId, params.id);
    });
}

/** @throws Problem not-found */
async function readAttempt(db: Knex, userId: string, id: string) {
  const attempt = await findAttempt(db, userId, id);
  if (!attempt) throw new Problem('not-found', 'No such attempt.');
  return presentAttempt(attempt);
}
