import { listFinishedAttempts, listScores } from '../../../db/queries/quiz-attempts.js';
import { findQuiz } from '../../../db/queries/quizzes.js';
import { Problem } from '../../../domain/problems.js';
import { TREND_SCORES, trendOf } from '../../../domain/quizzes/trend.js';
import { cancelQuiz } from '../../../services/quizzes/cancel-quiz.js';
import { exportQuiz } from '../../../services/quizzes/export-quiz.js';
import { reportQuestion } from '../../../services/quizzes/report-question.js';
import { type QuizDeps, requestQuiz } from '../../../services/quizzes/request-quiz.js';
import type { RowWaiter } from '../../../services/runs/wait-for-row.js';
import { listPage, withExtraRow } from '../../contract/list-page.js';
import type { ContractRouter } from '../../contract/router.js';
import { sendText } from '../../contract/send-text.js';
import { idempotentRequest } from '../../middleware/idempotency-key.js';
import { waitForEnd } from '../../middleware/prefer-wait.js';
import { tellLocation } from '../../middleware/tell-location.js';
import { presentFinished, presentQuiz } from './presenter.js';
import {
  cancelQuizOperation,
  exportQuizOperation,
  generateQuizOperation,
  getQuizOperation,
  listQuizHistoryOperation,
  reportQuestionOperation,
} from './schema.js';

/** Quizzes, their questions, and the results of attempts at them. */
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

  route(reportQuestionOperation, async (ctx) => {
    const { reason, text = null } = ctx.state.body;
    await reportQuestion(deps, { caller: ctx.state.principal, questionId: ctx.state.params.id, reason, text });
    ctx.status = 204;
  });
}
