import type { Knex } from 'knex';
import { findQuestion } from '../../../db/queries/questions.js';
import { Problem } from '../../../domain/problems.js';
import type { RowWaiter } from '../../../services/runs/wait-for-row.js';
import type { Clock } from '../../../services/shared/clock.js';
import type { OperationContext } from '../../contract/router.js';
import { waitForEnd } from '../../middleware/prefer-wait.js';
import { tellLocation } from '../../middleware/tell-location.js';
import { presentQuestion } from './presenter.js';

/** Responds to a request that asked a question: with where the answer will be, or with the answer if the wait saw it. */
export async function respondWithQuestion(
  ctx: OperationContext<unknown, unknown, unknown>,
  deps: { db: Knex; rowWaiter: RowWaiter; clock: Clock },
  questionId: string,
): Promise<void> {
  const find = () => findQuestion(deps.db, ctx.state.principal.userId, questionId);
  const message = await waitForEnd(ctx, deps.rowWaiter, find);
  if (!message) throw new Problem('not-found', 'The question was deleted meanwhile.');
  tellLocation(ctx, message, `/api/v1/ai/doubt/messages/${questionId}`);
  ctx.body = presentQuestion(message, deps.clock());
}
