import type { ObjectStorage } from '../../../clients/storage.js';
import { Export } from '../../../db/models/export.js';
import { writeNotices } from '../../../db/queries/notices.js';
import { exportKey, exportPrefix } from '../../../domain/object-keys.js';
import { Problem } from '../../../domain/problems.js';
import { Failure } from '../../../domain/runs/failures.js';
import type { Run } from '../../../domain/runs/flows.js';
import type { RunEnd } from '../../../domain/runs/run-end.js';
import { queueMail } from '../../mail/queue-mail.js';
import { endRun, finishRow } from '../../runs/finish-run.js';
import { inTransaction, type TransactionDeps } from '../../runs/in-transaction.js';
import { lockRun } from '../../runs/lock-run.js';
import { lockActiveUserForShare } from '../../shared/active-user.js';
import type { Written } from './write-export.js';

/** How long the file and its link live. */
const LIFE_MS = 86_400_000;

export interface FinishExportDeps extends TransactionDeps {
  storage: ObjectStorage;
}

/**
 * Makes a written file the student's, for 24 hours from now, and has them told by mail and notice. Repeating it is harmless.
 * @throws Failure Superseded when the row is not this try's any more or its owner is leaving; its file is removed.
 */
export async function finishExport(deps: FinishExportDeps, written: Written & { bytes: number }): Promise<'ready'> {
  const { db, storage } = deps;
  const row = await Export.query(db).findById(written.id);
  if (row && isFinishedBy(row, written)) return 'ready';
  // Without its row a file is without its owner's id as well; who removed the row removes the owner's files.
  if (!row) throw new Failure('Superseded');
  try {
    await makeReady(deps, row.userId, written);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await storage.delete(exportKey({ ...written, userId: row.userId }));
    throw new Failure('Superseded', { cause: error });
  }
  return 'ready';
}

const isFinishedBy = (row: Export, { runNo, writeNo }: Written): boolean =>
  row.runNo === runNo && row.writeNo === writeNo && (row.status === 'ready' || row.status === 'expired');

function makeReady(
  deps: FinishExportDeps,
  userId: string,
  { bytes, writeNo, ...run }: Written & { bytes: number },
): Promise<void> {
  return inTransaction(deps, async (trx, after) => {
    await lockActiveUserForShare(userId, trx);
    const row = await lockRun('exportAccount', run, trx);
    if (row.writeNo !== writeNo) throw new Failure('Superseded');
    const now = deps.clock();
    const expiresAt = new Date(now.getTime() + LIFE_MS);
    await finishRow('exportAccount', row, { status: 'ready', bytes, expiresAt }, now, trx);
    await queueMail({ userId, kind: 'export-ready' }, now, after, trx);
    await writeNotices(trx, userId, [{ kind: 'export-ready', topic: run.id, facts: { exportId: run.id } }]);
  });
}

const isRefusal = (error: unknown): boolean =>
  (error instanceof Failure && error.type === 'Superseded') ||
  (error instanceof Problem && error.type === 'account-closed');

/**
 * Ends a run that cannot go on, and removes what it wrote. Does nothing when the row is not this run's any more.
 * The row comes first: what storage does not remove now is the sweep's.
 */
export async function endExport(deps: FinishExportDeps, { end, ...run }: Run & { end: RunEnd }): Promise<void> {
  const row = await endRun(deps, 'exportAccount', run, end);
  if (!row) return;
  try {
    await deps.storage.deletePrefix(exportPrefix(row));
  } catch {
    deps.log.warn({ exportId: run.id }, 'what was written of an export is left for the sweep');
  }
}
