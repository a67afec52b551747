import { listReviews } from '../../../db/queries/cards.js';
import { exportCards } from '../../../services/reviews/export-cards.js';
import { importCards } from '../../../services/reviews/import-cards.js';
import { listDue } from '../../../services/reviews/list-due.js';
import { review } from '../../../services/reviews/review.js';
import { undoReview } from '../../../services/reviews/undo-review.js';
import type { TransactionDeps } from '../../../services/runs/in-transaction.js';
import { listPage, withExtraRow } from '../../contract/list-page.js';
import type { ContractRouter } from '../../contract/router.js';
import { sendText } from '../../contract/send-text.js';
import { presentCard } from '../cards/presenter.js';
import { readCard } from '../cards/read-card.js';
import { presentDue, presentImport, presentReview } from './presenter.js';
import {
  exportCardsOperation,
  importCardsOperation,
  listDueOperation,
  listReviewsOperation,
  reviewCardOperation,
  undoReviewOperation,
} from './schema.js';

/** Reviews of cards. */
export function reviewRoutes({ route }: Pick<ContractRouter, 'route'>, deps: TransactionDeps): void {
  route(listDueOperation, async (ctx) => {
    ctx.body = presentDue(await listDue(deps, ctx.state.principal.userId), ctx.state.query.limit);
  });

  route(undoReviewOperation, async (ctx) => {
    const caller = ctx.state.principal;
    const cardId = await undoReview(deps, { caller, reviewId: ctx.state.body.reviewId });
    ctx.body = presentCard(await readCard(deps.db, caller.userId, cardId));
  });

  route(exportCardsOperation, async (ctx) => {
    sendText(ctx, 'cards.txt', await exportCards(deps, ctx.state.principal.userId));
  });

  route(importCardsOperation, async (ctx) => {
    ctx.body = presentImport(await importCards(deps, { caller: ctx.state.principal, ...ctx.state.body }));
  });

  route(listReviewsOperation, async (ctx) => {
    const { userId } = ctx.state.principal;
    const { id: cardId } = await readCard(deps.db, userId, ctx.state.params.cardId);
    const reviews = await listReviews(deps.db, { userId, cardId }, withExtraRow(ctx.state.query));
    ctx.body = listPage(reviews, ctx.state.query.limit, presentReview, ({ id }) => id);
  });

  route(reviewCardOperation, async (ctx) => {
    const caller = ctx.state.principal;
    const { cardId } = ctx.state.params;
    const made = await review(deps, { caller, cardId, ...ctx.state.body });
    const card = await readCard(deps.db, caller.userId, cardId);
    ctx.body = { review: presentReview(made.review), card: presentCard(card), xp: made.xp };
  });
}
