import type { Knex } from 'knex';
import type { Clock } from '../../../services/shared/clock.js';
import { closeFlag, readAudit, readFlags, readReports } from '../../../services/support/review.js';
import { listPage, withExtraRow } from '../../contract/list-page.js';
import type { ContractRouter } from '../../contract/router.js';
import { presentCase, presentEntry } from './presenter.js';
import { closeFlagOperation, readAuditOperation, readFlagsOperation, readReportsOperation } from './review-schema.js';

/** What support looks through: the audit log, flags, and what students say of questions. */
export function supportReviewRoutes({ route }: Pick<ContractRouter, 'route'>, deps: { db: Knex; clock: Clock }): void {
  route(readAuditOperation, async (ctx) => {
    const { userId: subjectId, ...part } = ctx.state.query;
    const entries = await readAudit(deps, { supporter: ctx.state.principal, subjectId, ...withExtraRow(part) });
    ctx.body = listPage(entries, part.limit, presentEntry, ({ id }) => id);
  });

  route(readFlagsOperation, async (ctx) => {
    const { reason, userId } = ctx.state.query;
    const cases = await readFlags(deps, { supporter: ctx.state.principal, reason, userId });
    ctx.body = { data: cases.map(presentCase) };
  });

  route(closeFlagOperation, async (ctx) => {
    const { reason } = ctx.state.body;
    await closeFlag(deps, { supporter: ctx.state.principal, reason, caseId: ctx.state.params.id });
    ctx.status = 204;
  });

  route(readReportsOperation, async (ctx) => {
    const { query } = ctx.state;
    const reports = await readReports(deps, { supporter: ctx.state.principal, ...withExtraRow(query) });
    ctx.body = listPage(
      reports,
      query.limit,
      (report) => report,
      ({ questionId }) => questionId,
    );
  });
}
