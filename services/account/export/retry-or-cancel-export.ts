import { type Transaction, UniqueViolationError } from 'objection';
import { Export } from '../../../db/models/export.js';
import { Problem } from '../../../domain/problems.js';
import { isOpen } from '../../../domain/runs/flows.js';
import { cancelRow } from '../../runs/cancel-run.js';
import type { AfterCommit, TransactionDeps } from '../../runs/in-transaction.js';
import { requeueRow } from '../../runs/requeue-run.js';

type Own = { userId: string; id: string };

/**
 * Makes an export that failed or was cancelled once more, for a user who is held already.
 * @throws Problem not-found; nothing-to-retry for one that was made, and where another is being made.
 */
export async function retryExportOf(
  deps: Pick<TransactionDeps, 'clock'>,
  own: Own,
  after: AfterCommit,
  trx: Transaction,
): Promise<void> {
  const row = await lockExport(own, trx);
  if (isOpen('exportAccount', row)) return;
  if (row.status === 'ready' || row.status === 'expired') throw new Problem('nothing-to-retry', 'It was made.');
  await requeueRow('exportAccount', row, deps.clock(), after, trx).catch((error: unknown) => {
    if (!(error instanceof UniqueViolationError)) throw error;
    throw new Problem('nothing-to-retry', 'Another export is being made; that is the one to wait for.');
  });
}

/** Stops an export, for a user who is held already; the sweep removes what was written. @throws Problem not-found, not-running. */
export async function cancelExportOf(
  deps: Pick<TransactionDeps, 'clock'>,
  own: Own,
  after: AfterCommit,
  trx: Transaction,
): Promise<void> {
  await cancelRow('exportAccount', await lockExport(own, trx), deps.clock(), after, trx);
}

async function lockExport(own: Own, trx: Transaction): Promise<Export> {
  const row = await Export.query(trx).findOne(own).forNoKeyUpdate();
  if (!row) throw new Problem('not-found', 'No such export.');
  return row;
}
