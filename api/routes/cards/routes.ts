import type { Knex } from 'knex';
import { findCards, listCards } from '../../../db/queries/cards.js';
import { addLessonCards } from '../../../services/reviews/add-lesson-cards.js';
import { changeCard } from '../../../services/reviews/change-card.js';
import { createCard } from '../../../services/reviews/create-card.js';
import { deleteCard } from '../../../services/reviews/delete-card.js';
import { listPage, withExtraRow } from '../../contract/list-page.js';
import type { ContractRouter } from '../../contract/router.js';
import { idempotentRequest } from '../../middleware/idempotency-key.js';
import { presentCard } from './presenter.js';
import { readCard } from './read-card.js';
import {
  addLessonCardsOperation,
  changeCardOperation,
  createCardOperation,
  deleteCardOperation,
  getCardOperation,
  listCardsOperation,
} from './schema.js';

/** The cards of students. */
export function cardRoutes({ route }: Pick<ContractRouter, 'route'>, deps: { db: Knex }): void {
  route(listCardsOperation, async (ctx) => {
    const cards = await listCards(deps.db, ctx.state.principal.userId, withExtraRow(ctx.state.query));
    ctx.body = listPage(cards, ctx.state.query.limit, presentCard, ({ id }) => id);
  });

  route(createCardOperation, async (ctx) => {
    const caller = ctx.state.principal;
    const id = await createCard(deps, { caller, content: ctx.state.body, idempotent: idempotentRequest(ctx) });
    ctx.status = 201;
    ctx.set('Location', `/api/v1/cards/${id}`);
    ctx.body = presentCard(await readCard(deps.db, caller.userId, id));
  });

  route(getCardOperation, async (ctx) => {
    ctx.body = presentCard(await readCard(deps.db, ctx.state.principal.userId, ctx.state.params.id));
  });

  route(changeCardOperation, async (ctx) => {
    const caller = ctx.state.principal;
    const { id: cardId } = ctx.state.params;
    await changeCard(deps, { caller, cardId, content: ctx.state.body });
    ctx.body = presentCard(await readCard(deps.db, caller.userId, cardId));
  });

  route(deleteCardOperation, async (ctx) => {
    await deleteCard(deps, { caller: ctx.state.principal, cardId: ctx.state.params.id });
    ctx.status = 204;
  });

  route(addLessonCardsOperation, async (ctx) => {
    const caller = ctx.state.principal;
    const { keyPoints } = ctx.state.body;
    const { ids, added } = await addLessonCards(deps, { caller, lessonId: ctx.state.params.id, keyPoints });
    ctx.body = { data: (await findCards(deps.db, caller.userId, ids)).map(presentCard), added };
  });
}
