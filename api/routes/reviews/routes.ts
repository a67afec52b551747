import type { ParameterizedContext } from 'koa';
import { type CardWithTopic, findCard } from '../../../db/queries/cards.js';
import { Problem } from '../../../domain/problems.js';
import { exportCards } from '../../../services/reviews/export-cards.js';
import { importCards } from '../../../services/reviews/import-cards.js';
import { listDue } from '../../../services/reviews/list-due.js';
import { review } from '../../../services/reviews/review.js';
import { undoReview } from '../../../services/reviews/undo-review.js';
import type { TransactionDeps } from '../../../services/runs/in-transaction.js';
import type { ContractRouter } from '../../contract/router.js';
import { presentCard } from '../cards/presenter.js';
import { presentDue, presentImport, presentReview } from './presenter.js';
import {
  exportCardsOperation,
  importCardsOperation,
  listDueOperation,
  reviewCardOperation,
  undoReviewOperation,
} from './schema.js';

/** Reviews of cards. */
export function reviewRoutes({ route }: Pick<ContractRouter, 'route'>, deps: TransactionDeps): void {
  const readCard = async (userId: string, cardId: string): Promise<CardWithTopic> => {
    const card = await findCard(deps.db, userId, cardId);
    if (!card) throw new Problem('not-found', 'The card was removed meanwhile.');
    return card;
  };

  route(listDueOperation, async (ctx) => {
    ctx.body = presentDue(await listDue(deps, ctx.state.principal.userId), ctx.state.query.limit);
  });

  route(undoReviewOperation, async (ctx) => {
    const caller = ctx.state.principal;
    const cardId = await undoReview(deps, { caller, reviewId: ctx.state.body.reviewId });
    ctx.body = presentCard(await readCard(caller.userId, cardId));
  });

  route(exportCardsOperation, async (ctx) => {
    sendText(ctx, 'cards.txt', await exportCards(deps, ctx.state.principal.userId));
  });

  route(importCardsOperation, async (ctx) => {
    ctx.body = presentImport(await importCards(deps, { caller: ctx.state.principal, ...ctx.state.body }));
  });

  route(reviewCardOperation, async (ctx) => {
    const caller = ctx.state.principal;
    const { cardId } = ctx.state.params;
    const made = await review(deps, { caller, cardId, ...ctx.state.body });
    const card = await readCard(caller.userId, cardId);
    ctx.body = { review: presentReview(made.review), card: presentCard(card), xp: made.xp };
  });
}

function sendText(ctx: ParameterizedContext, name: string, text: string): void {
  ctx.attachment(name);
  ctx.set('Cache-Control', 'private, no-cache');
  ctx.type = 'text/plain; charset=utf-8';
  ctx.body = Buffer.from(text);
}
