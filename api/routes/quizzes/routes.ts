import type { Knex } from 'knex';
import { findAttempt, listFinishedAttempts, listScores } from '../../../db/queries/quiz-attempts.js';
import { findQuiz } from '../../../db/queries/quizzes.js';
import { Problem } from '../../../domain/problems.js';
import { TREND_SCORES, trendOf } from '../../../domain/quizzes/trend.js';
import { cancelQuiz } from '../../../services/quizzes/cancel-quiz.js';
import { exportQuiz } from '../../../services/quizzes/export-quiz.js';
import { pauseAttempt, resumeAttempt } from '../../../services/quizzes/pause-attempt.js';
import { reportQuestion } from '../../../services/quizzes/report-question.js';
import { type QuizDeps, requestQuiz } from '../../../services/quizzes/request-quiz.js';
import { saveAnswer } from '../../../services/quizzes/save-answer.js';
import { startAttempt } from '../../../services/quizzes/start-attempt.js';
import { submitAttempt } from '../../../services/quizzes/submit-attempt.js';
import type { RowWaiter } from '../../../services/runs/wait-for-row.js';
import { listPage, withExtraRow } from '../../contract/list-page.js';
import type { ContractRouter } from '../../contract/router.js';
import { sendText } from '../../contract/send-text.js';
import { idempotentRequest } from '../../middleware/idempotency-key.js';
import { waitForEnd } from '../../middleware/prefer-wait.js';
import { tellLocation } from '../../middleware/tell-location.js';
import { presentAttempt, presentFinished, presentKept, presentQuiz } from './presenter.js';
import {
  cancelQuizOperation,
  exportQuizOperation,
  generateQuizOperation,
  getQuizAttemptOperation,
  getQuizOperation,
  listQuizHistoryOperation,
  pauseQuizAttemptOperation,
  reportQuestionOperation,
  resumeQuizAttemptOperation,
  saveQuizAnswerOperation,
  startQuizOperation,
  submitQuizOperation,
} from './schema.js';

/** Quizzes, the attempts at them, and their results. */
export function quizRoutes({ route }: Pick<ContractRouter, 'route'>, deps: QuizDeps & { rowWaiter: RowWaiter }): void {
  route(generateQuizOperation, async (ctx) => {
    const { principal, body: wish } = ctx.state;
    const id = await requestQuiz(deps, {
      ...{ caller: principal, wish: { ...wish, makes: 'quiz' as const } },
      idempotent: idempotentRequest(ctx),
    });
    const quiz = await waitForEnd(ctx, deps.rowWaiter, () => findQuiz(deps.db, principal.userId, id));
    if (!quiz) throw new Problem('not-found', 'The quiz was removed meanwhile.');
    tellLocation(ctx, quiz, `/api/v1/quiz/${id}`);
    ctx.body = presentQuiz(quiz);
  });

  route(listQuizHistoryOperation, async (ctx) => {
    const { userId } = ctx.state.principal;
    const { limit, topic } = ctx.state.query;
    const rows = await listFinishedAttempts(deps.db, userId, withExtraRow(ctx.state.query));
    const scores = await listScores(deps.db, userId, { most: TREND_SCORES, topic });
    ctx.body = { ...listPage(rows, limit, presentFinished, ({ id }) => id), trend: trendOf(scores) };
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

  route(reportQuestionOperation, async (ctx) => {
    const { reason, text = null } = ctx.state.body;
    await reportQuestion(deps, { caller: ctx.state.principal, questionId: ctx.state.params.id, reason, text });
    ctx.status = 204;
  });

  route(getQuizOperation, async (ctx) => {
    const find = () => findQuiz(deps.db, ctx.state.principal.userId, ctx.state.params.id);
    const quiz = await waitForEnd(ctx, deps.rowWaiter, find);
    if (!quiz) throw new Problem('not-found', 'No such quiz.');
    ctx.body = presentQuiz(quiz);
  });

  route(cancelQuizOperation, async (ctx) => {
    const { principal, params } = ctx.state;
    await cancelQuiz(deps, { caller: principal, quizId: params.id, makes: 'quiz' });
    const quiz = await findQuiz(deps.db, principal.userId, params.id);
    if (!quiz) throw new Problem('not-found', 'The quiz was removed meanwhile.');
    ctx.body = presentQuiz(quiz);
  });

  route(exportQuizOperation, async (ctx) => {
    const { id: quizId } = ctx.state.params;
    const { format } = ctx.state.query;
    const text = await exportQuiz(deps, { userId: ctx.state.principal.userId, quizId, format });
    sendText(ctx, format === 'gift' ? 'quiz.gift.txt' : 'quiz.xml', text);
  });

  route(startQuizOperation, async (ctx) => {
    const { principal, params } = ctx.state;
    const id = await startAttempt(deps, { caller: principal, quizId: params.id });
    ctx.body = await readAttempt(deps.db, principal.userId, id);
  });
}

/** @throws Problem not-found */
async function readAttempt(db: Knex, userId: string, id: string) {
  const attempt = await findAttempt(db, userId, id);
  if (!attempt) throw new Problem('not-found', 'No such attempt.');
  return presentAttempt(attempt);
}
