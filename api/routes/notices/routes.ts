import type { Knex } from 'knex';
import { countUnseen, listNotices } from '../../../db/queries/notices.js';
import { markNoticesSeen } from '../../../services/notices/mark-notices-seen.js';
import type { Clock } from '../../../services/shared/clock.js';
import { listPage, withExtraRow } from '../../contract/list-page.js';
import type { ContractRouter } from '../../contract/router.js';
import { cursorOfNotice, presentNotice } from './presenter.js';
import { listNoticesOperation, markNoticesSeenOperation } from './schema.js';

/** What students are told when they look. */
export function noticeRoutes({ route }: Pick<ContractRouter, 'route'>, deps: { db: Knex; clock: Clock }): void {
  route(listNoticesOperation, async (ctx) => {
    const { userId } = ctx.state.principal;
    const rows = await listNotices(deps.db, userId, withExtraRow(ctx.state.query));
    ctx.set('Unseen-Count', String(await countUnseen(deps.db, userId)));
    ctx.body = listPage(rows, ctx.state.query.limit, presentNotice, cursorOfNotice);
  });

  route(markNoticesSeenOperation, async (ctx) => {
    await markNoticesSeen(deps, { caller: ctx.state.principal, ids: ctx.state.body.noticeIds });
    ctx.status = 204;
  });
}
