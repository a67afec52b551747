import type { Knex } from 'knex';
import type { Jobs, RunFinder } from '../../../services/shared/ports.js';
import { adjustXp } from '../../../services/support/adjust-xp.js';
import { findUsers } from '../../../services/support/find-users.js';
import {
  readUserDays,
  readUserLedger,
  readUserNotices,
  readUserRows,
  readUserState,
} from '../../../services/support/read-user.js';
import { cancelAsSupport, type RetryDeps, retryAsSupport } from '../../../services/support/retry-or-cancel.js';
import { runJob } from '../../../services/support/run-job.js';
import { listPage, withExtraRow } from '../../contract/list-page.js';
import type { ContractRouter } from '../../contract/router.js';
import { idempotentRequest } from '../../middleware/idempotency-key.js';
import { adjustXpOperation, cancelRowOperation, retryRowOperation, runJobOperation } from './act-schema.js';
import {
  presentDay,
  presentFoundUser,
  presentLine,
  presentRow,
  presentToldNotice,
  presentUserState,
  type RunLinks,
} from './presenter.js';
import {
  readUserDaysOperation,
  readUserLedgerOperation,
  readUserNoticesOperation,
  readUserRowsOperation,
  readUserStateOperation,
  searchUsersOperation,
} from './schema.js';

export interface SupportDeps extends RetryDeps {
  db: Knex;
  runFinder: RunFinder;
  jobs: Jobs;
  runLinks: RunLinks;
}

/** From a person to what may have gone wrong, and what support can do about it. */
export function supportRoutes({ route }: Pick<ContractRouter, 'route'>, deps: SupportDeps): void {
  route(searchUsersOperation, async (ctx) => {
    const { reason, ...wanted } = ctx.state.body;
    const { users, workflowIds } = await findUsers(deps, { supporter: ctx.state.principal, wanted, reason });
    const runs = workflowIds.map((workflowId) => ({ workflowId, temporalUrl: deps.runLinks.run(workflowId) }));
    ctx.body = { users: users.map(presentFoundUser), runs };
  });

  route(readUserStateOperation, async (ctx) => {
    const look = { supporter: ctx.state.principal, userId: ctx.state.params.id, ...ctx.state.query };
    ctx.body = presentUserState(deps.runLinks, await readUserState(deps, look));
  });

  route(readUserRowsOperation, async (ctx) => {
    const { id: userId, kind } = ctx.state.params;
    const { query, principal: supporter } = ctx.state;
    const rows = await readUserRows(deps, { supporter, userId, kind, ...withExtraRow(query) });
    ctx.body = listPage(
      rows,
      query.limit,
      (row) => presentRow(deps.runLinks, kind, row),
      ({ id }) => id,
    );
  });

  route(readUserDaysOperation, async (ctx) => {
    const { query, principal: supporter, params } = ctx.state;
    const days = await readUserDays(deps, { supporter, userId: params.id, ...withExtraRow(query) });
    ctx.body = listPage(days, query.limit, presentDay, ({ day }) => day);
  });

  route(readUserLedgerOperation, async (ctx) => {
    const { query, principal: supporter, params } = ctx.state;
    const lines = await readUserLedger(deps, { supporter, userId: params.id, ...withExtraRow(query) });
    ctx.body = listPage(lines, query.limit, presentLine, ({ id }) => id);
  });

  route(readUserNoticesOperation, async (ctx) => {
    const { query, principal: supporter, params } = ctx.state;
    const notices = await readUserNotices(deps, { supporter, userId: params.id, ...withExtraRow(query) });
    ctx.body = listPage(notices, query.limit, presentToldNotice, ({ id }) => id);
  });

  route(retryRowOperation, async (ctx) => {
    const request = { supporter: ctx.state.principal, ...ctx.state.params, ...ctx.state.body };
    ctx.status = 202;
    ctx.body = presentRow(deps.runLinks, request.kind, await retryAsSupport(deps, request));
  });

  route(cancelRowOperation, async (ctx) => {
    const request = { supporter: ctx.state.principal, ...ctx.state.params, ...ctx.state.body };
    ctx.body = presentRow(deps.runLinks, request.kind, await cancelAsSupport(deps, request));
  });

  route(adjustXpOperation, async (ctx) => {
    const { params, principal: supporter, body } = ctx.state;
    const adjustment = { supporter, userId: params.id, ...body, idempotent: idempotentRequest(ctx) };
    const adjusted = await adjustXp(deps, adjustment);
    ctx.status = 201;
    ctx.body = adjusted;
  });

  route(runJobOperation, async (ctx) => {
    const { name } = ctx.state.params;
    await runJob(deps, { supporter: ctx.state.principal, name, ...ctx.state.body });
    ctx.status = 202;
    ctx.body = { temporalUrl: deps.runLinks.search(`Flow = '${name}'`) };
  });
}
