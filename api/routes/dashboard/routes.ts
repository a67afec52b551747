import type { Knex } from 'knex';
import { findStudentNow } from '../../../db/queries/dashboard.js';
import { makeDashboard } from '../../../services/dashboard/make-dashboard.js';
import type { Clock } from '../../../services/shared/clock.js';
import { signInAgain } from '../../../services/shared/lock-caller.js';
import type { Log } from '../../../services/shared/ports.js';
import type { Views } from '../../../services/views/views.js';
import type { ContractRouter } from '../../contract/router.js';
import { sendView } from '../../contract/send-view.js';
import { presentDashboard } from './presenter.js';
import { getDashboardOperation } from './schema.js';

/** What students see first. */
export function dashboardRoutes(
  { route }: Pick<ContractRouter, 'route'>,
  deps: { db: Knex; clock: Clock; log: Log; views: Views },
): void {
  route(getDashboardOperation, async (ctx) => {
    const { userId } = ctx.state.principal;
    const view = await deps.views.read({
      ...{ view: 'dashboard', userId },
      async begin() {
        const student = await findStudentNow(deps.db, userId);
        if (!student) throw signInAgain();
        return student;
      },
      async make(student) {
        const dashboard = await makeDashboard(deps, student);
        const { until, missing } = dashboard;
        return { body: presentDashboard(userId, dashboard), until, isPartial: missing.length > 0 };
      },
    });
    sendView(ctx, view);
  });
}
