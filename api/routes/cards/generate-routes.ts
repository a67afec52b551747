import { findMadeCards } from '../../../db/queries/quizzes.js';
import { Problem } from '../../../domain/problems.js';
import { cancelQuiz } from '../../../services/quizzes/cancel-quiz.js';
import { requestCards } from '../../../services/quizzes/request-cards.js';
import type { QuizDeps } from '../../../services/quizzes/request-quiz.js';
import type { RowWaiter } from '../../../services/runs/wait-for-row.js';
import type { ContractRouter } from '../../contract/router.js';
import { idempotentRequest } from '../../middleware/idempotency-key.js';
import { waitForEnd } from '../../middleware/prefer-wait.js';
import { tellLocation } from '../../middleware/tell-location.js';
import {
  cancelGeneratedCardsOperation,
  generateCardsOperation,
  getGeneratedCardsOperation,
} from './generate-schema.js';
import { presentMade } from './presenter.js';

/** Cards that are generated from materials and lessons. */
export function generatedCardRoutes(
  { route }: Pick<ContractRouter, 'route'>,
  deps: QuizDeps & { rowWaiter: RowWaiter },
): void {
  const read = async (userId: string, id: string) => {
    const made = await findMadeCards(deps.db, userId, id);
    if (!made) throw new Problem('not-found', 'No such cards are being made.');
    return made;
  };

  route(generateCardsOperation, async (ctx) => {
    const { principal, body: wish } = ctx.state;
    const id = await requestCards(deps, { caller: principal, wish, idempotent: idempotentRequest(ctx) });
    const made = await waitForEnd(ctx, deps.rowWaiter, () => read(principal.userId, id));
    tellLocation(ctx, made, `/api/v1/cards/generated/${id}`);
    ctx.body = presentMade(made);
  });

  route(getGeneratedCardsOperation, async (ctx) => {
    const { principal, params } = ctx.state;
    ctx.body = presentMade(await waitForEnd(ctx, deps.rowWaiter, () => read(principal.userId, params.id)));
  });

  route(cancelGeneratedCardsOperation, async (ctx) => {
    const { principal, params } = ctx.state;
    await cancelQuiz(deps, { caller: principal, quizId: params.id, makes: 'cards' });
    ctx.body = presentMade(await read(principal.userId, params.id));
  });
}
