import type { ObjectStorage } from '../../../clients/storage.js';
import { findExport } from '../../../db/queries/exports.js';
import { Problem } from '../../../domain/problems.js';
import { exportLink } from '../../../services/account/export/export-link.js';
import { requestExport } from '../../../services/account/export/request-export.js';
import type { TransactionDeps } from '../../../services/runs/in-transaction.js';
import type { RowWaiter } from '../../../services/runs/wait-for-row.js';
import type { ContractRouter } from '../../contract/router.js';
import { idempotentRequest } from '../../middleware/idempotency-key.js';
import { waitForEnd } from '../../middleware/prefer-wait.js';
import { tellLocation } from '../../middleware/tell-location.js';
import { presentExport } from './presenter.js';
import { getExportOperation, requestExportOperation } from './schema.js';

/** Copies of everything that is kept of a student. */
export function exportRoutes(
  { route }: Pick<ContractRouter, 'route'>,
  deps: TransactionDeps & { storage: ObjectStorage; rowWaiter: RowWaiter },
): void {
  route(requestExportOperation, async (ctx) => {
    const { userId } = ctx.state.principal;
    const exportId = await requestExport(deps, { caller: ctx.state.principal, idempotent: idempotentRequest(ctx) });
    const row = await waitForEnd(ctx, deps.rowWaiter, () => findExport(deps.db, userId, exportId));
    if (!row) throw new Problem('not-found', 'The export was removed meanwhile.');
    tellLocation(ctx, row, `/api/v1/users/me/export/${exportId}`);
    ctx.body = presentExport(row, await exportLink(deps, row));
  });

  route(getExportOperation, async (ctx) => {
    const find = () => findExport(deps.db, ctx.state.principal.userId, ctx.state.params.id);
    const row = await waitForEnd(ctx, deps.rowWaiter, find);
    if (!row) throw new Problem('not-found', 'No such export.');
    ctx.body = presentExport(row, await exportLink(deps, row));
  });
}
