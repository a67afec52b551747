import type { Knex } from 'knex';
import { findQuestion, hasThread, listThread, listThreads } from '../../../db/queries/questions.js';
import { Problem } from '../../../domain/problems.js';
import { type AskDeps, askQuestion } from '../../../services/questions/ask-question.js';
import { askWithImage, type ImageDeps } from '../../../services/questions/ask-with-image.js';
import { cancelQuestion } from '../../../services/questions/cancel-question.js';
import { deleteThread } from '../../../services/questions/delete-thread.js';
import { giveFeedback } from '../../../services/questions/give-feedback.js';
import { retryQuestion } from '../../../services/questions/retry-question.js';
import type { RowWaiter } from '../../../services/runs/wait-for-row.js';
import { listPage, withExtraRow } from '../../contract/list-page.js';
import type { ContractRouter } from '../../contract/router.js';
import { parsePart } from '../../contract/validate.js';
import { callerGone } from '../../middleware/caller-gone.js';
import { idempotentRequest } from '../../middleware/idempotency-key.js';
import { receiveFile, type UploadLimits } from '../../middleware/multipart.js';
import { waitForEnd } from '../../middleware/prefer-wait.js';
import { presentQuestion, presentThread } from './presenter.js';
import { respondWithQuestion } from './respond-with-question.js';
import {
  askForm,
  askQuestionOperation,
  cancelQuestionOperation,
  deleteThreadOperation,
  getQuestionOperation,
  getThreadOperation,
  giveFeedbackOperation,
  listThreadsOperation,
  retryQuestionOperation,
} from './schema.js';

/** Questions, their answers, and the threads they stand in. */
export function questionRoutes(
  { route }: Pick<ContractRouter, 'route'>,
  deps: AskDeps & ImageDeps & UploadLimits & { db: Knex; rowWaiter: RowWaiter },
): void {
  route(askQuestionOperation, async (ctx) => {
    const allowed = { lessonsAllowed: true, generalAllowed: true };
    const request = { ...allowed, caller: ctx.state.principal, idempotent: idempotentRequest(ctx) };
    const questionId = ctx.is('multipart/form-data')
      ? await receiveFile(ctx, deps, ({ stream, fields }) => {
          const form = async () => withDefaults(parsePart(askForm, 'body', await fields()));
          return askWithImage(deps, { ...request, image: stream, form }, callerGone(ctx));
        })
      : await askQuestion(deps, { ...request, ...ctx.state.body });
    await respondWithQuestion(ctx, deps, questionId);
  });

  route(listThreadsOperation, async (ctx) => {
    const rows = await listThreads(deps.db, ctx.state.principal.userId, withExtraRow(ctx.state.query));
    ctx.body = listPage(rows, ctx.state.query.limit, presentThread, ({ id }) => id);
  });

  route(getThreadOperation, async (ctx) => {
    const { userId } = ctx.state.principal;
    const { threadId } = ctx.state.params;
    if (!(await hasThread(deps.db, userId, threadId))) throw new Problem('not-found', 'No such thread.');
    const now = deps.clock();
    const rows = await listThread(deps.db, userId, { threadId, ...withExtraRow(ctx.state.query) });
    ctx.body = listPage(
      rows,
      ctx.state.query.limit,
      (row) => presentQuestion(row, now),
      ({ id }) => id,
    );
  });

  route(deleteThreadOperation, async (ctx) => {
    await deleteThread(deps, { caller: ctx.state.principal, threadId: ctx.state.params.threadId });
    ctx.status = 204;
  });

  route(getQuestionOperation, async (ctx) => {
    const find = () => findQuestion(deps.db, ctx.state.principal.userId, ctx.state.params.id);
    const message = await waitForEnd(ctx, deps.rowWaiter, find);
    if (!message) throw new Problem('not-found', 'No such question.');
    ctx.body = presentQuestion(message, deps.clock());
  });

  route(cancelQuestionOperation, async (ctx) => {
    const input = { caller: ctx.state.principal, questionId: ctx.state.params.id };
    await cancelQuestion(deps, input);
    const message = await findQuestion(deps.db, input.caller.userId, input.questionId);
    if (!message) throw new Problem('not-found', 'The question was deleted meanwhile.');
    ctx.body = presentQuestion(message, deps.clock());
  });

  route(retryQuestionOperation, async (ctx) => {
    const input = { caller: ctx.state.principal, questionId: ctx.state.params.id };
    await retryQuestion(deps, input);
    await respondWithQuestion(ctx, deps, input.questionId);
  });

  route(giveFeedbackOperation, async (ctx) => {
    const { verdict, comment = null } = ctx.state.body;
    const input = { caller: ctx.state.principal, questionId: ctx.state.params.id };
    await giveFeedback(deps, { ...input, verdict, comment });
    ctx.status = 204;
  });
}

/** A form names one material at most; the rest is as in a body that leaves it out. */
function withDefaults(form: ReturnType<typeof askForm.parse> | undefined) {
  const { materialId, ...asked } = form as ReturnType<typeof askForm.parse>;
  return {
    ...asked,
    threadId: asked.threadId,
    topic: asked.topic,
    lessonId: asked.lessonId,
    pages: undefined,
    materialIds: materialId ? [materialId] : [],
  };
}
