import type { Knex } from 'knex';
import { findDoubtMessage, hasThread, listThread, listThreads } from '../../../db/queries/doubts.js';
import { Problem } from '../../../domain/problems.js';
import { type AskDeps, askDoubt } from '../../../services/doubts/ask-doubt.js';
import { askWithPicture, type PictureDeps } from '../../../services/doubts/ask-with-picture.js';
import { cancelDoubt } from '../../../services/doubts/cancel-doubt.js';
import { deleteThread } from '../../../services/doubts/delete-thread.js';
import { giveFeedback } from '../../../services/doubts/give-feedback.js';
import { retryDoubt } from '../../../services/doubts/retry-doubt.js';
import type { SettledRows } from '../../../services/settled-rows.js';
import { listPage, oneMore } from '../../contract/list-page.js';
import type { ContractRouter } from '../../contract/router.js';
import { parsePart } from '../../contract/validate.js';
import { callerGone } from '../../middleware/caller-gone.js';
import { keyedRequest } from '../../middleware/idempotency-key.js';
import { receiveFile } from '../../middleware/multipart.js';
import { waitForEnd } from '../../middleware/prefer-wait.js';
import { answerQuestion } from './answer-question.js';
import { presentDoubtMessage, presentThread } from './presenter.js';
import {
  askDoubtOperation,
  askForm,
  cancelDoubtOperation,
  deleteThreadOperation,
  getDoubtMessageOperation,
  getThreadOperation,
  giveFeedbackOperation,
  listThreadsOperation,
  retryDoubtOperation,
} from './schema.js';

/** Questions, their answers, and the threads they stand in. */
export function doubtRoutes(
  { route }: Pick<ContractRouter, 'route'>,
  deps: AskDeps & PictureDeps & { db: Knex; settledRows: SettledRows },
): void {
  route(askDoubtOperation, async (ctx) => {
    const caller = { userId: ctx.state.principal.userId, generalAllowed: true, keyed: keyedRequest(ctx) };
    const messageId = ctx.is('multipart/form-data')
      ? await receiveFile(ctx, ({ stream, fields }) => {
          const form = async () => withDefaults(parsePart(askForm, 'body', await fields()));
          return askWithPicture(deps, { ...caller, picture: stream, form, signal: callerGone(ctx) });
        })
      : await askDoubt(deps, { ...caller, ...ctx.state.body });
    await answerQuestion(ctx, deps, messageId);
  });

  route(listThreadsOperation, async (ctx) => {
    const rows = await listThreads(deps.db, ctx.state.principal.userId, oneMore(ctx.state.query));
    ctx.body = listPage(rows, ctx.state.query.limit, presentThread, ({ id }) => id);
  });

  route(getThreadOperation, async (ctx) => {
    const { userId } = ctx.state.principal;
    const { sessionId } = ctx.state.params;
    if (!(await hasThread(deps.db, userId, sessionId))) throw new Problem('not-found', 'No such thread.');
    const rows = await listThread(deps.db, userId, { sessionId, ...oneMore(ctx.state.query) });
    ctx.body = listPage(rows, ctx.state.query.limit, presentDoubtMessage, ({ id }) => id);
  });

  route(deleteThreadOperation, async (ctx) => {
    await deleteThread(deps, { userId: ctx.state.principal.userId, sessionId: ctx.state.params.sessionId });
    ctx.status = 204;
  });

  route(getDoubtMessageOperation, async (ctx) => {
    const find = () => findDoubtMessage(deps.db, ctx.state.principal.userId, ctx.state.params.id);
    const message = await waitForEnd(ctx, deps.settledRows, find);
    if (!message) throw new Problem('not-found', 'No such question.');
    ctx.body = presentDoubtMessage(message);
  });

  route(cancelDoubtOperation, async (ctx) => {
    const input = { userId: ctx.state.principal.userId, messageId: ctx.state.params.id };
    await cancelDoubt(deps, input);
    const message = await findDoubtMessage(deps.db, input.userId, input.messageId);
    if (!message) throw new Problem('not-found', 'The question was deleted meanwhile.');
    ctx.body = presentDoubtMessage(message);
  });

  route(retryDoubtOperation, async (ctx) => {
    const input = { userId: ctx.state.principal.userId, messageId: ctx.state.params.id };
    await retryDoubt(deps, input);
    await answerQuestion(ctx, deps, input.messageId);
  });

  route(giveFeedbackOperation, async (ctx) => {
    const { verdict, comment = null } = ctx.state.body;
    const input = { userId: ctx.state.principal.userId, messageId: ctx.state.params.id };
    await giveFeedback(deps.db, { ...input, verdict, comment });
    ctx.status = 204;
  });
}

/** A form names one material at most; the rest is as in a body that leaves it out. */
function withDefaults(form: ReturnType<typeof askForm.parse> | undefined) {
  const { materialId, ...asked } = form as ReturnType<typeof askForm.parse>;
  return {
    ...asked,
    sessionId: asked.sessionId,
    topic: asked.topic,
    pages: undefined,
    materialIds: materialId ? [materialId] : [],
  };
}
