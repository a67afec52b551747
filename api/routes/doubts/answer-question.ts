import type { Knex } from 'knex';
import { findDoubtMessage } from '../../../db/queries/doubts.js';
import { Problem } from '../../../domain/problems.js';
import type { SettledRows } from '../../../services/settled-rows.js';
import type { OperationContext } from '../../contract/router.js';
import { isSettled, waitForEnd } from '../../middleware/prefer-wait.js';
import { presentDoubtMessage } from './presenter.js';

/** Answers a request that asked a question: with where the answer will be, or with the answer if the wait saw it. */
export async function answerQuestion(
  ctx: OperationContext<unknown, unknown, unknown>,
  deps: { db: Knex; settledRows: SettledRows },
  messageId: string,
): Promise<void> {
  const find = () => findDoubtMessage(deps.db, ctx.state.principal.userId, messageId);
  const message = await waitForEnd(ctx, deps.settledRows, find);
  if (!message) throw new Problem('not-found', 'The question was deleted meanwhile.');
  ctx.status = isSettled(message) ? 200 : 202;
  ctx.set('Location', `/api/v1/ai/doubt/messages/${messageId}`);
  ctx.body = presentDoubtMessage(message);
}
